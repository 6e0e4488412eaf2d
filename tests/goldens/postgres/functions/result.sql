-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(a integer)
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT a::bigint $function$;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT a $function$;
