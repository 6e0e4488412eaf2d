-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP POLICY p ON t;
ALTER TABLE t DROP CONSTRAINT t_m_check;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t DROP COLUMN g;
DROP FUNCTION is_good(mood);
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
DROP FUNCTION best();
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('c', 'a', 'b');
CREATE OR REPLACE FUNCTION best()
 RETURNS mood
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN 'a'; END $function$;
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE t ALTER COLUMN m SET DEFAULT best();
ALTER TABLE t ALTER COLUMN s SET DEFAULT (best())::text;
CREATE OR REPLACE FUNCTION is_good(mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT true$function$;
COMMENT ON FUNCTION is_good(mood) IS 'how good';
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (is_good(m)) STORED;
ALTER TABLE t ADD CONSTRAINT t_m_check CHECK (is_good(m));
CREATE INDEX i ON t ((is_good(m)));
CREATE VIEW v AS
SELECT t.id,
    is_good(t.m) AS g,
    best() AS b
   FROM t;
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (is_good(m));
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP POLICY p ON t;
ALTER TABLE t DROP CONSTRAINT t_m_check;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t DROP COLUMN g;
DROP FUNCTION is_good(mood);
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
DROP FUNCTION best();
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE OR REPLACE FUNCTION best()
 RETURNS mood
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN 'a'; END $function$;
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE t ALTER COLUMN m SET DEFAULT best();
ALTER TABLE t ALTER COLUMN s SET DEFAULT (best())::text;
CREATE OR REPLACE FUNCTION is_good(mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT true$function$;
COMMENT ON FUNCTION is_good(mood) IS 'how good';
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (is_good(m)) STORED;
ALTER TABLE t ADD CONSTRAINT t_m_check CHECK (is_good(m));
CREATE INDEX i ON t ((is_good(m)));
CREATE VIEW v AS
SELECT t.id,
    is_good(t.m) AS g,
    best() AS b
   FROM t;
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (is_good(m));
DROP TYPE mood__old;
