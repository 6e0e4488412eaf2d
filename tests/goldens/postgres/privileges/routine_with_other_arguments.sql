-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer);
DROP FUNCTION twice(integer);
DROP FUNCTION twice(text);
DROP PROCEDURE p(integer);
DROP AGGREGATE total(integer);
CREATE OR REPLACE FUNCTION f(x integer, y integer DEFAULT 1)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
AS $function$SELECT 1$function$;
CREATE OR REPLACE FUNCTION twice(date)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE PROCEDURE p(IN x bigint)
 LANGUAGE sql
 SECURITY DEFINER
AS $procedure$SELECT 1$procedure$;
CREATE AGGREGATE total(bigint) (SFUNC = int8pl, STYPE = bigint);
REVOKE EXECUTE ON FUNCTION f(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer, integer) TO pg_monitor;
REVOKE EXECUTE ON FUNCTION total(bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION twice(date) FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE p(bigint) FROM PUBLIC;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(integer, integer);
DROP FUNCTION twice(date);
DROP PROCEDURE p(bigint);
DROP AGGREGATE total(bigint);
CREATE OR REPLACE FUNCTION f(x integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
AS $function$SELECT 1$function$;
CREATE OR REPLACE FUNCTION twice(integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE FUNCTION twice(text)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE PROCEDURE p(IN x integer)
 LANGUAGE sql
 SECURITY DEFINER
AS $procedure$SELECT 1$procedure$;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer);
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor;
REVOKE EXECUTE ON FUNCTION total(integer) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION twice(integer) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION twice(text) FROM PUBLIC;
REVOKE EXECUTE ON PROCEDURE p(integer) FROM PUBLIC;
