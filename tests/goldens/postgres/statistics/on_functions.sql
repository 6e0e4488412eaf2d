-- up
SET LOCAL check_function_bodies = off;
DROP STATISTICS s_three;
DROP STATISTICS s_two;
DROP STATISTICS s_one;
DROP FUNCTION part(text);
ALTER TABLE s
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN c TYPE timestamp without time zone;
CREATE OR REPLACE FUNCTION part(t text, n integer DEFAULT 2)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT left(t, n) $function$;
CREATE STATISTICS s_two (ndistinct) ON a, c FROM s;
CREATE STATISTICS s_one ON a, part(b) FROM s;

-- down
SET LOCAL check_function_bodies = off;
DROP STATISTICS s_two;
DROP STATISTICS s_one;
DROP FUNCTION part(text, integer);
-- values of s.c lose their time of day: timestamp without time zone → date
ALTER TABLE s
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN c TYPE date;
CREATE OR REPLACE FUNCTION part(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT left(t, 2) $function$;
CREATE STATISTICS s_three ON (a % 10) FROM s;
CREATE STATISTICS s_two (dependencies, mcv) ON a, b, c FROM s;
CREATE STATISTICS s_one ON a, part(b) FROM s;
