-- up
ALTER PUBLICATION p DROP TABLE ONLY parts;
-- drops column parts.k with its values
ALTER TABLE parts DROP COLUMN k;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('c', 'a');
ALTER TABLE other ALTER COLUMN k TYPE kind USING k::text::kind;
DROP TYPE kind__old;
ALTER PUBLICATION p SET (publish = 'insert, update');
ALTER PUBLICATION p ADD TABLE ONLY other;

-- down
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a', 'b', 'c');
-- the old values of parts.k are not restored
ALTER TABLE parts ADD COLUMN k kind;
ALTER TABLE other ALTER COLUMN k TYPE text USING k::text;
DROP TYPE kind__old;
ALTER PUBLICATION p DROP TABLE ONLY other;
ALTER PUBLICATION p SET (publish = 'insert');
ALTER PUBLICATION p ADD TABLE ONLY parts (id, k);
