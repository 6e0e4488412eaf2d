-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT a + 2 $function$;

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT a + 1 $function$;
