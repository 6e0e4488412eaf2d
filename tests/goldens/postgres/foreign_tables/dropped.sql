-- up
SET LOCAL check_function_bodies = off;
DROP TRIGGER t ON gone;
DROP FUNCTION f();
DROP FOREIGN TABLE gone;
DROP FOREIGN TABLE checked;
DROP FUNCTION valid(integer);
COMMENT ON FOREIGN TABLE commented IS 'new';
COMMENT ON COLUMN commented.id IS 'new';
CREATE OR REPLACE FUNCTION valid(number integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT $1 > 0$function$;
CREATE FOREIGN TABLE checked (
    id integer,
    CONSTRAINT checked_id_check CHECK (valid(id))
) SERVER near;

-- down
SET LOCAL check_function_bodies = off;
DROP FOREIGN TABLE checked;
DROP FUNCTION valid(integer);
CREATE OR REPLACE FUNCTION f()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NULL; END$function$;
COMMENT ON FOREIGN TABLE commented IS NULL;
COMMENT ON COLUMN commented.id IS NULL;
CREATE FOREIGN TABLE gone (
    id integer
) SERVER far;
CREATE TRIGGER t AFTER INSERT ON gone FOR EACH ROW EXECUTE FUNCTION f();
CREATE OR REPLACE FUNCTION valid(integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT $1 > 0$function$;
CREATE FOREIGN TABLE checked (
    id integer,
    CONSTRAINT checked_id_check CHECK (valid(id))
) SERVER near;
COMMENT ON FOREIGN TABLE checked IS 'old';
