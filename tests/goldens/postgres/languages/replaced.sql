-- up
DROP FUNCTION h();
CREATE OR REPLACE TRUSTED LANGUAGE "My Own" HANDLER plpgsql_call_handler VALIDATOR plpgsql_validator;
CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
DROP LANGUAGE gone;

-- down
SET LOCAL check_function_bodies = off;
CREATE LANGUAGE gone HANDLER plpgsql_call_handler;
CREATE OR REPLACE FUNCTION h()
 RETURNS integer
 LANGUAGE gone
AS $function$BEGIN RETURN 1; END$function$;
CREATE OR REPLACE LANGUAGE "My Own" HANDLER plpgsql_call_handler;
CREATE OR REPLACE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
