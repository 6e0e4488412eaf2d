-- up
SET LOCAL check_function_bodies = off;
CREATE TRUSTED LANGUAGE mine HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
COMMENT ON LANGUAGE mine IS 'ours';
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'of numbers';
CREATE OR REPLACE FUNCTION f()
 RETURNS integer
 LANGUAGE mine
AS $function$BEGIN RETURN 1; END$function$;
ALTER TABLE t ALTER COLUMN id SET DEFAULT f();

-- down
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;
DROP FUNCTION f();
DROP LANGUAGE mine;
DROP TRANSFORM FOR integer LANGUAGE sql;
