-- up
SET LOCAL check_function_bodies = off;
DROP POLICY p ON t;
DROP FUNCTION sec.may(integer);
ALTER TABLE t ALTER COLUMN id TYPE bigint;
CREATE OR REPLACE FUNCTION sec.may(bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$SELECT $1 > 0$function$;
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (sec.may(id));

-- down
SET LOCAL check_function_bodies = off;
DROP POLICY p ON t;
DROP FUNCTION sec.may(bigint);
ALTER TABLE t ALTER COLUMN id TYPE integer;
CREATE OR REPLACE FUNCTION sec.may(integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$SELECT $1 > 0$function$;
CREATE POLICY p ON t FOR ALL TO PUBLIC USING (sec.may(id));
