-- up
DROP TRIGGER after_all ON acc;
DROP TRIGGER on_sum ON acc;
DROP FUNCTION log_a();
ALTER TABLE acc ADD COLUMN at timestamp with time zone;
ALTER TABLE acc
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN sum TYPE numeric(12,4);
CREATE TRIGGER after_all AFTER UPDATE ON acc REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION log_b();
CREATE TRIGGER on_sum AFTER UPDATE OF sum, at ON acc FOR EACH ROW WHEN (old.sum IS DISTINCT FROM new.sum) EXECUTE FUNCTION log_b('x');

-- down
SET LOCAL check_function_bodies = off;
DROP TRIGGER after_all ON acc;
DROP TRIGGER on_sum ON acc;
-- values of acc.sum are rounded: numeric(12,4) → numeric(8,2)
ALTER TABLE acc
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN sum TYPE numeric(8,2);
CREATE OR REPLACE FUNCTION log_a()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN NULL; END $function$;
CREATE TRIGGER after_all AFTER UPDATE ON acc REFERENCING OLD TABLE AS was NEW TABLE AS now FOR EACH STATEMENT EXECUTE FUNCTION log_a();
CREATE TRIGGER on_sum AFTER UPDATE OF sum ON acc FOR EACH ROW WHEN (old.sum IS DISTINCT FROM new.sum) EXECUTE FUNCTION log_a();
ALTER TABLE acc DROP COLUMN at;
