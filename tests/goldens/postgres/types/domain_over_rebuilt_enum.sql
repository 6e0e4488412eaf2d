-- up
SET LOCAL check_function_bodies = off;
ALTER DOMAIN d DROP CONSTRAINT d_check;
DROP FUNCTION points(grade);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
CREATE OR REPLACE FUNCTION points(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS grade CONSTRAINT d_check CHECK ((points(VALUE) > 0));
ALTER TABLE t
    ALTER COLUMN a TYPE d USING a::text::d,
    ALTER COLUMN b TYPE d[] USING b::text[]::d[];
DROP DOMAIN d__old;
DROP TYPE grade__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER DOMAIN d DROP CONSTRAINT d_check;
DROP FUNCTION points(grade);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high');
CREATE OR REPLACE FUNCTION points(grade)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'low' THEN 1 ELSE 2 END $function$;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS grade CONSTRAINT d_check CHECK ((points(VALUE) > 0));
ALTER TABLE t
    ALTER COLUMN a TYPE d USING a::text::d,
    ALTER COLUMN b TYPE d[] USING b::text[]::d[];
DROP DOMAIN d__old;
DROP TYPE grade__old;
