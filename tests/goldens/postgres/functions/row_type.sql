-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t ADD COLUMN fresh text;
ALTER TABLE t ALTER COLUMN n TYPE bigint;
CREATE OR REPLACE FUNCTION twice(t)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $1.n::integer * 2$function$;
-- drops column t.gone with its values
ALTER TABLE t DROP COLUMN gone;

-- down
SET LOCAL check_function_bodies = off;
-- the old values of t.gone are not restored
ALTER TABLE t ADD COLUMN gone text;
ALTER TABLE t ALTER COLUMN n TYPE integer;
CREATE OR REPLACE FUNCTION twice(t)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $1.n * 2$function$;
ALTER TABLE t DROP COLUMN fresh;
