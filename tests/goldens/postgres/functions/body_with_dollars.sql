-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f()
 RETURNS text
 LANGUAGE plpgsql
AS $functionx$
DECLARE q text := $q$ a 'b' "c" \ ; $q$; -- don't; stop
BEGIN /* ; $function$ */ EXECUTE 'SELECT $1' INTO q USING q; RETURN q || '$function$'; END $functionx$;
COMMENT ON FUNCTION f() IS 'has $function$ in it';

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION f()
 RETURNS text
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN 'it''s $$ here; -- no'; END $function$;
COMMENT ON FUNCTION f() IS NULL;
