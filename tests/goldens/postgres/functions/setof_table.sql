-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f()
 RETURNS SETOF users
 LANGUAGE sql
AS $function$ SELECT * FROM users $function$;

-- down
DROP FUNCTION f();
