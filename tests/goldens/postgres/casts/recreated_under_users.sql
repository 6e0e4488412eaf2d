-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION atomic(grade);
DROP VIEW v;
ALTER TABLE m DROP CONSTRAINT m_ok;
DROP INDEX m_g;
ALTER TABLE m ALTER COLUMN n DROP DEFAULT;
ALTER TABLE m DROP COLUMN t;
DROP CAST (grade AS integer);
DROP FUNCTION points(grade);
-- fails when a row holds 'mid': change such rows first
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
ALTER TABLE m ALTER COLUMN g TYPE grade USING g::text::grade;
CREATE OR REPLACE FUNCTION points(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
CREATE CAST (grade AS integer) WITH FUNCTION points(grade);
ALTER TABLE m ADD COLUMN t text GENERATED ALWAYS AS (((g)::integer)::text) STORED;
ALTER TABLE m ALTER COLUMN n SET DEFAULT ('low'::grade)::integer;
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((g)::integer > 0);
CREATE INDEX m_g ON m (((g)::integer));
CREATE OR REPLACE FUNCTION atomic(g grade)
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (g)::integer AS g;
END;
CREATE VIEW v AS
SELECT (m.g)::integer AS g
   FROM m;
DROP TYPE grade__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION atomic(grade);
DROP VIEW v;
ALTER TABLE m DROP CONSTRAINT m_ok;
DROP INDEX m_g;
ALTER TABLE m ALTER COLUMN n DROP DEFAULT;
ALTER TABLE m DROP COLUMN t;
DROP CAST (grade AS integer);
DROP FUNCTION points(grade);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high', 'mid');
ALTER TABLE m ALTER COLUMN g TYPE grade USING g::text::grade;
CREATE OR REPLACE FUNCTION points(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
CREATE CAST (grade AS integer) WITH FUNCTION points(grade);
ALTER TABLE m ADD COLUMN t text GENERATED ALWAYS AS (((g)::integer)::text) STORED;
ALTER TABLE m ALTER COLUMN n SET DEFAULT ('low'::grade)::integer;
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((g)::integer > 0);
CREATE INDEX m_g ON m (((g)::integer));
CREATE OR REPLACE FUNCTION atomic(g grade)
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (g)::integer AS g;
END;
CREATE VIEW v AS
SELECT (m.g)::integer AS g
   FROM m;
DROP TYPE grade__old;
