-- up
SET LOCAL check_function_bodies = off;
DROP RULE r ON t;
DROP STATISTICS st;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER DOMAIN d DROP CONSTRAINT d_check;
DROP CAST (s.grade AS integer);
DROP FUNCTION s.points(s.grade);
ALTER TYPE s.grade RENAME TO grade__old;
CREATE TYPE s.grade AS ENUM ('high', 'low');
ALTER TABLE t ALTER COLUMN b TYPE s.grade[] USING b::text[]::s.grade[];
CREATE OR REPLACE FUNCTION s.points(s.grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
CREATE CAST (s.grade AS integer) WITH FUNCTION s.points(s.grade) AS ASSIGNMENT;
COMMENT ON CAST (s.grade AS integer) IS 'points of a grade';
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS s.grade CONSTRAINT d_check CHECK (((VALUE)::integer > 0));
ALTER TABLE t ALTER COLUMN a TYPE d USING a::text::d;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'low'::s.grade;
CREATE INDEX i ON t ((((a)::s.grade)::integer)) WHERE (b)::integer[] <> '{}'::integer[];
CREATE RULE r AS
    ON UPDATE TO t DO  SELECT 'low'::s.grade::integer AS int4;
CREATE STATISTICS st ON id, (a::s.grade::integer) FROM t;
DROP DOMAIN d__old;
DROP TYPE s.grade__old;

-- down
SET LOCAL check_function_bodies = off;
DROP RULE r ON t;
DROP STATISTICS st;
DROP INDEX i;
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER DOMAIN d DROP CONSTRAINT d_check;
DROP CAST (s.grade AS integer);
DROP FUNCTION s.points(s.grade);
ALTER TYPE s.grade RENAME TO grade__old;
CREATE TYPE s.grade AS ENUM ('low', 'high');
ALTER TABLE t ALTER COLUMN b TYPE s.grade[] USING b::text[]::s.grade[];
CREATE OR REPLACE FUNCTION s.points(s.grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
CREATE CAST (s.grade AS integer) WITH FUNCTION s.points(s.grade) AS ASSIGNMENT;
COMMENT ON CAST (s.grade AS integer) IS 'points';
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS s.grade CONSTRAINT d_check CHECK (((VALUE)::integer > 0));
ALTER TABLE t ALTER COLUMN a TYPE d USING a::text::d;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 'low'::s.grade;
CREATE INDEX i ON t ((((a)::s.grade)::integer)) WHERE (b)::integer[] <> '{}'::integer[];
CREATE RULE r AS
    ON UPDATE TO t DO  SELECT 'low'::s.grade::integer AS int4;
CREATE STATISTICS st ON id, (a::s.grade::integer) FROM t;
DROP DOMAIN d__old;
DROP TYPE s.grade__old;
