-- up
ALTER TABLE old_name RENAME TO new_name;
ALTER TABLE new_name RENAME COLUMN old_column TO new_column;
ALTER TABLE new_name RENAME CONSTRAINT old_name_pkey TO new_name_pkey;
ALTER PUBLICATION p DROP TABLE ONLY p1;
-- drops column parts.k with its values
ALTER TABLE parts DROP COLUMN k;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('c', 'a');
ALTER TABLE other ALTER COLUMN k TYPE kind USING k::text::kind;
DROP TYPE kind__old;
ALTER PUBLICATION p ADD TABLE ONLY other;

-- down
ALTER TABLE new_name RENAME TO old_name;
ALTER TABLE old_name RENAME COLUMN new_column TO old_column;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a', 'b', 'c');
-- the old values of parts.k are not restored
ALTER TABLE parts ADD COLUMN k kind;
ALTER TABLE other ALTER COLUMN k TYPE text USING k::text;
ALTER TABLE old_name RENAME CONSTRAINT new_name_pkey TO old_name_pkey;
DROP TYPE kind__old;
ALTER PUBLICATION p DROP TABLE ONLY other;
ALTER PUBLICATION p ADD TABLE ONLY p1 (id, k);
