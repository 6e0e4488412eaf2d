-- up
SET LOCAL check_function_bodies = off;
CREATE SCHEMA util;
DROP TRIGGER y ON t;
DROP FUNCTION gone();
CREATE OR REPLACE FUNCTION keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.at := now(); RETURN NEW; END $function$;
CREATE OR REPLACE FUNCTION util.fresh()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN NEW; END $function$;
CREATE TRIGGER y BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION util.fresh();

-- down
SET LOCAL check_function_bodies = off;
DROP TRIGGER y ON t;
DROP FUNCTION util.fresh();
CREATE OR REPLACE FUNCTION gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN NEW; END $function$;
CREATE OR REPLACE FUNCTION keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN NEW; END $function$;
CREATE TRIGGER y BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION gone();
DROP SCHEMA util;
