-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION txt_in(cstring)
 RETURNS txt
 LANGUAGE internal
 STABLE STRICT
AS $function$textin$function$;
COMMENT ON FUNCTION txt_in(cstring) IS 'reads';
CREATE OR REPLACE FUNCTION txt_recv(internal)
 RETURNS txt
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textrecv$function$;
CREATE OR REPLACE FUNCTION txt_typmod_in(cstring[])
 RETURNS integer
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$varchartypmodin$function$;
ALTER TYPE txt SET (SEND = NONE, RECEIVE = txt_recv, TYPMOD_IN = txt_typmod_in);
COMMENT ON TYPE txt IS 'new';
DROP FUNCTION txt_send(txt);
ALTER TABLE t ADD COLUMN w txt;

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION txt_in(cstring)
 RETURNS txt
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textin$function$;
COMMENT ON FUNCTION txt_in(cstring) IS NULL;
CREATE OR REPLACE FUNCTION txt_send(txt)
 RETURNS bytea
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textsend$function$;
ALTER TABLE t DROP COLUMN w;
ALTER TYPE txt SET (RECEIVE = NONE, TYPMOD_IN = NONE, SEND = txt_send);
COMMENT ON TYPE txt IS 'old';
DROP FUNCTION txt_recv(internal);
DROP FUNCTION txt_typmod_in(cstring[]);
