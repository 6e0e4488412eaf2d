-- up
SET LOCAL check_function_bodies = off;
DROP EVENT TRIGGER watch;
DROP FUNCTION watch_a();
ALTER TABLE t ALTER COLUMN x TYPE bigint;
CREATE OR REPLACE FUNCTION watch_b()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN; END $function$;
CREATE EVENT TRIGGER off ON sql_drop EXECUTE FUNCTION watch_b();
ALTER EVENT TRIGGER off DISABLE;
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION watch_b();

-- down
SET LOCAL check_function_bodies = off;
DROP EVENT TRIGGER off;
DROP EVENT TRIGGER watch;
DROP FUNCTION watch_b();
ALTER TABLE t ALTER COLUMN x TYPE integer;
CREATE OR REPLACE FUNCTION watch_a()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN; END $function$;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch_a();
