-- up
DROP INDEX i1;
DROP INDEX i2;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a', 'b');
ALTER TABLE parts
    ALTER COLUMN w TYPE character varying(20),
    ALTER COLUMN vb TYPE kind USING vb::text::kind;
CREATE INDEX i1 ON parts (vb) WITH (fillfactor='60');
COMMENT ON INDEX i1 IS 'ein Wort';
CREATE INDEX i2 ON parts (k) INCLUDE (w);
COMMENT ON INDEX i2 IS 'zwei';
DROP TYPE kind__old;

-- down
DROP INDEX i1;
DROP INDEX i2;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('b', 'a');
ALTER TABLE parts
    ALTER COLUMN w TYPE character varying(10),
    ALTER COLUMN vb TYPE kind USING vb::text::kind;
CREATE INDEX i1 ON parts (vb) WITH (fillfactor='60');
COMMENT ON INDEX i1 IS 'ein Wort';
CREATE INDEX i2 ON parts (k) INCLUDE (w);
COMMENT ON INDEX i2 IS 'zwei';
DROP TYPE kind__old;
