-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION touch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN NEW; END $function$;
CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
COMMENT ON TRIGGER t ON users IS 'x';

-- down
DROP TRIGGER t ON users;
DROP FUNCTION touch();
