-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE "New";
CREATE OR REPLACE FUNCTION later_in(cstring)
 RETURNS later
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textin$function$;
CREATE OR REPLACE FUNCTION later_out(later)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textout$function$;
CREATE TYPE later (INPUT = later_in, OUTPUT = later_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain);
DROP TYPE gone;

-- down
-- drops the functions of the type too: function later_in(cstring), function later_out(later)
DROP TYPE later CASCADE;
CREATE TYPE later;
CREATE TYPE gone;
COMMENT ON TYPE gone IS 'not yet';
DROP TYPE "New";
