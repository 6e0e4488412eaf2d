-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT 1::bigint$function$;
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor;
