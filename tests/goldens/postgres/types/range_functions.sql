-- up
ALTER TABLE shop ALTER COLUMN open TYPE text;
-- drops column shop.closed with its values
ALTER TABLE shop DROP COLUMN closed;
DROP TYPE hours;
DROP FUNCTION apart(time without time zone, time without time zone);

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION apart(a time without time zone, b time without time zone)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT extract(epoch FROM a - b)::float8 $function$;
CREATE TYPE hours AS RANGE (SUBTYPE = time without time zone, SUBTYPE_DIFF = apart, MULTIRANGE_TYPE_NAME = hourmulti);
-- the old values of shop.closed are not restored
ALTER TABLE shop ADD COLUMN closed hourmulti;
ALTER TABLE shop ALTER COLUMN open TYPE hours USING open::hours;
