-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS pg_partman WITH SCHEMA partman;
ALTER TABLE logs ADD COLUMN note text;
CREATE OR REPLACE FUNCTION maintain()
 RETURNS void
 LANGUAGE plpgsql
AS $function$BEGIN PERFORM partman.run_maintenance('public.logs'); END$function$;

-- down
DROP FUNCTION maintain();
ALTER TABLE logs DROP COLUMN note;
DROP EXTENSION pg_partman;
