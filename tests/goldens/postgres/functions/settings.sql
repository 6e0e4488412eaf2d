-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS SETOF integer
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED STRICT SECURITY DEFINER COST 7 ROWS 42
 SET search_path TO 'public', 'pg_temp'
 SET work_mem TO '8MB'
AS $function$SELECT $1$function$;
CREATE OR REPLACE PROCEDURE p()
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET client_min_messages TO 'error'
AS $procedure$BEGIN NULL; END$procedure$;

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS SETOF integer
 LANGUAGE sql
AS $function$SELECT $1$function$;
CREATE OR REPLACE PROCEDURE p()
 LANGUAGE plpgsql
AS $procedure$BEGIN NULL; END$procedure$;
