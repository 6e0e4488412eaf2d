-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE b;
CREATE OR REPLACE FUNCTION b_in(cstring)
 RETURNS b
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textin$function$;
CREATE OR REPLACE FUNCTION b_out(b)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textout$function$;
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain);
REVOKE EXECUTE ON FUNCTION a_in(cstring) FROM PUBLIC;
GRANT USAGE ON TYPE a TO PUBLIC;
GRANT USAGE ON TYPE a TO pg_monitor WITH GRANT OPTION;
REVOKE USAGE ON TYPE b FROM PUBLIC;

-- down
-- drops the functions of the type too: function b_in(cstring), function b_out(b)
DROP TYPE b CASCADE;
REVOKE USAGE ON TYPE a FROM PUBLIC;
REVOKE GRANT OPTION FOR USAGE ON TYPE a FROM pg_monitor;
GRANT EXECUTE ON FUNCTION a_in(cstring) TO PUBLIC;
