-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f(a integer, b text DEFAULT 'x'::text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT a + length(b) $function$;
CREATE OR REPLACE FUNCTION f(a text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN a; END $function$;
COMMENT ON FUNCTION f(text) IS 'x';
CREATE OR REPLACE PROCEDURE p()
 LANGUAGE sql
AS $procedure$ DELETE FROM users $procedure$;

-- down
DROP FUNCTION f(integer, text);
DROP FUNCTION f(text);
DROP PROCEDURE p();
