-- up
ALTER TABLE app.m RENAME TO m__old;
ALTER TABLE app.m1 RENAME TO m1__old;
ALTER COLLATION app."Plain" RENAME TO "Plain__old";
DROP TYPE span;
DROP MATERIALIZED VIEW mat;
DROP TRIGGER tr ON t;
DROP POLICY p ON t;
DROP INDEX t_o;
CREATE COLLATION app."Plain" (PROVIDER = icu, LOCALE = 'sv');
COMMENT ON COLLATION app."Plain" IS 'after';
ALTER TYPE app.pair RENAME TO pair__old;
CREATE TYPE app.pair AS (a text COLLATE app."Plain", b text COLLATE "Plain");
CREATE TABLE app.m (
    k text COLLATE app."Plain",
    "Plain" text COLLATE "Plain",
    g text GENERATED ALWAYS AS (lower(("Plain" COLLATE app."Plain"))) STORED
) PARTITION BY RANGE (k);
CREATE TABLE app.m1 (
    k text COLLATE app."Plain",
    "Plain" text COLLATE "Plain",
    g text GENERATED ALWAYS AS (lower(("Plain" COLLATE app."Plain"))) STORED
);
ALTER TABLE app.m ATTACH PARTITION app.m1 FOR VALUES FROM ('a') TO ('m');
ALTER TABLE t ALTER COLUMN n TYPE text COLLATE app."Plain";
ALTER TABLE t ALTER COLUMN d SET DEFAULT ('a'::text < ('b'::text COLLATE app."Plain"));
ALTER TABLE t ALTER COLUMN p TYPE app.pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::app.pair END;
-- rebuilds table app.m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO app.m (k, "Plain")
SELECT k, "Plain"
FROM app.m__old;
DROP TABLE app.m__old;
CREATE INDEX t_o ON t (o COLLATE app."Plain") WHERE (o COLLATE app."Plain") > 'a'::text;
CREATE OR REPLACE FUNCTION above(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (($1 COLLATE app."Plain") > 'a'::text);
CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = app."Plain", MULTIRANGE_TYPE_NAME = span_multirange);
CREATE MATERIALIZED VIEW mat AS
SELECT (t.o COLLATE app."Plain") AS s,
    above(t.n) AS above
   FROM t;
CREATE INDEX mat_s ON mat (s COLLATE "Plain");
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW WHEN ((new.o COLLATE app."Plain") > 'a'::text) EXECUTE FUNCTION f();
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (((o COLLATE app."Plain") > 'a'::text));
DROP TYPE app.pair__old;
DROP COLLATION app."Plain__old";

-- down
ALTER TABLE app.m RENAME TO m__old;
ALTER TABLE app.m1 RENAME TO m1__old;
ALTER COLLATION app."Plain" RENAME TO "Plain__old";
DROP TYPE span;
DROP MATERIALIZED VIEW mat;
DROP TRIGGER tr ON t;
DROP POLICY p ON t;
DROP INDEX t_o;
CREATE COLLATION app."Plain" (PROVIDER = icu, LOCALE = 'de');
COMMENT ON COLLATION app."Plain" IS 'before';
ALTER TYPE app.pair RENAME TO pair__old;
CREATE TYPE app.pair AS (a text COLLATE app."Plain", b text COLLATE "Plain");
CREATE TABLE app.m (
    k text COLLATE app."Plain",
    "Plain" text COLLATE "Plain",
    g text GENERATED ALWAYS AS (lower(("Plain" COLLATE app."Plain"))) STORED
) PARTITION BY RANGE (k);
CREATE TABLE app.m1 (
    k text COLLATE app."Plain",
    "Plain" text COLLATE "Plain",
    g text GENERATED ALWAYS AS (lower(("Plain" COLLATE app."Plain"))) STORED
);
ALTER TABLE app.m ATTACH PARTITION app.m1 FOR VALUES FROM ('a') TO ('m');
ALTER TABLE t ALTER COLUMN n TYPE text COLLATE app."Plain";
ALTER TABLE t ALTER COLUMN d SET DEFAULT ('a'::text < ('b'::text COLLATE app."Plain"));
ALTER TABLE t ALTER COLUMN p TYPE app.pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::app.pair END;
-- rebuilds table app.m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO app.m (k, "Plain")
SELECT k, "Plain"
FROM app.m__old;
DROP TABLE app.m__old;
CREATE INDEX t_o ON t (o COLLATE app."Plain") WHERE (o COLLATE app."Plain") > 'a'::text;
CREATE OR REPLACE FUNCTION above(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (($1 COLLATE app."Plain") > 'a'::text);
CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = app."Plain", MULTIRANGE_TYPE_NAME = span_multirange);
CREATE MATERIALIZED VIEW mat AS
SELECT (t.o COLLATE app."Plain") AS s,
    above(t.n) AS above
   FROM t;
CREATE INDEX mat_s ON mat (s COLLATE "Plain");
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW WHEN ((new.o COLLATE app."Plain") > 'a'::text) EXECUTE FUNCTION f();
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (((o COLLATE app."Plain") > 'a'::text));
DROP TYPE app.pair__old;
DROP COLLATION app."Plain__old";
