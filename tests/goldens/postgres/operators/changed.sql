-- up
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_check;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
ALTER OPERATOR <<>> (integer, integer) SET (RESTRICT = NONE, JOIN = eqjoinsel);
ALTER TABLE t DROP COLUMN g;
DROP OPERATOR CLASS app."Hash" USING hash;
DROP OPERATOR app.=== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = g, LEFTARG = integer, RIGHTARG = integer, HASHES);
CREATE OPERATOR CLASS app."Hash" FOR TYPE integer USING hash FAMILY app."Hash" AS
    OPERATOR 1 app.===(integer,integer),
    FUNCTION 1 (integer, integer) hashint4(integer);
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (a OPERATOR(app.===) b) STORED;
ALTER TABLE t ALTER COLUMN d SET DEFAULT 1 OPERATOR(app.===) 2;
ALTER TABLE t ADD CONSTRAINT t_check CHECK (a OPERATOR(app.===) b);
CREATE INDEX i ON t USING hash (a app."Hash");
CREATE VIEW v AS
SELECT t.id
   FROM t
  WHERE ((t.a OPERATOR(app.===) t.b) AND (t.a <<>> t.b));

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_check;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
ALTER OPERATOR <<>> (integer, integer) SET (RESTRICT = eqsel, JOIN = NONE);
ALTER TABLE t DROP COLUMN g;
DROP OPERATOR CLASS app."Hash" USING hash;
DROP OPERATOR app.=== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = f, LEFTARG = integer, RIGHTARG = integer, HASHES);
CREATE OPERATOR CLASS app."Hash" FOR TYPE integer USING hash FAMILY app."Hash" AS
    OPERATOR 1 app.===(integer,integer),
    FUNCTION 1 (integer, integer) hashint4(integer);
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (a OPERATOR(app.===) b) STORED;
ALTER TABLE t ALTER COLUMN d SET DEFAULT 1 OPERATOR(app.===) 2;
ALTER TABLE t ADD CONSTRAINT t_check CHECK (a OPERATOR(app.===) b);
CREATE INDEX i ON t USING hash (a app."Hash");
CREATE VIEW v AS
SELECT t.id
   FROM t
  WHERE ((t.a OPERATOR(app.===) t.b) AND (t.a <<>> t.b));
