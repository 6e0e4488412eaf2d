-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
ALTER TABLE m ALTER COLUMN n DROP DEFAULT;
CREATE OR REPLACE FUNCTION points(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
CREATE CAST (grade AS integer) WITH FUNCTION points(grade);
ALTER TABLE m ALTER COLUMN n SET DEFAULT ('low'::grade)::integer;
ALTER TABLE m ADD CONSTRAINT m_g_check CHECK ((g)::integer > 0);
CREATE INDEX m_g_idx ON m (((g)::integer));
CREATE VIEW v AS
SELECT 1 AS one,
    (m.g)::integer AS g
   FROM m;
ALTER TABLE m DROP COLUMN t;
ALTER TABLE m ADD COLUMN t text GENERATED ALWAYS AS (((g)::integer)::text) STORED;

-- down
DROP VIEW v;
ALTER TABLE m DROP CONSTRAINT m_g_check;
DROP INDEX m_g_idx;
ALTER TABLE m ALTER COLUMN n DROP DEFAULT;
ALTER TABLE m DROP COLUMN t;
DROP CAST (grade AS integer);
DROP FUNCTION points(grade);
ALTER TABLE m ADD COLUMN t text GENERATED ALWAYS AS ('x'::text) STORED;
ALTER TABLE m ALTER COLUMN n SET DEFAULT length(('low'::grade)::text);
CREATE VIEW v AS
SELECT 1 AS one,
    'a'::text AS g;
