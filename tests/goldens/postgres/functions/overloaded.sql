-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f();
DROP FUNCTION a.f(integer);
DROP PROCEDURE a.p(integer);
DROP FUNCTION f(text, integer);
CREATE OR REPLACE FUNCTION f(VARIADIC text[])
 RETURNS text
 LANGUAGE sql
AS $function$SELECT $1[1]$function$;
CREATE OR REPLACE FUNCTION a.f(bigint)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE PROCEDURE a.p(IN integer, INOUT x text DEFAULT 'q'::text)
 LANGUAGE plpgsql
AS $procedure$BEGIN x := x || $1; END$procedure$;
CREATE OR REPLACE FUNCTION f(text, integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $2$function$;
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$SELECT $1 + 1$function$;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(text[]);
DROP FUNCTION a.f(bigint);
DROP PROCEDURE a.p(integer, text);
DROP FUNCTION f(text, integer);
CREATE OR REPLACE FUNCTION f()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE FUNCTION a.f(integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE PROCEDURE a.p(IN integer)
 LANGUAGE sql
AS $procedure$$procedure$;
CREATE OR REPLACE FUNCTION f(text, integer)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT $1$function$;
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $1$function$;
