-- up
SET LOCAL check_function_bodies = off;
ALTER TYPE grade ADD VALUE '3';
CREATE OR REPLACE FUNCTION number_of(grade)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN $1::text; END $function$;
CREATE CAST (grade AS integer) WITH FUNCTION number_of(grade) AS ASSIGNMENT;
ALTER TABLE t
    ALTER COLUMN a TYPE positive,
    ALTER COLUMN b TYPE integer;

-- down
DROP CAST (grade AS integer);
DROP FUNCTION number_of(grade);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('1', '2');
-- a: converts through text; fails on values that the new type cannot parse
-- b: converts through text; fails on values that the new type cannot parse
ALTER TABLE t
    ALTER COLUMN a TYPE grade USING a::text::grade,
    ALTER COLUMN b TYPE grade USING b::text::grade;
DROP TYPE grade__old;
