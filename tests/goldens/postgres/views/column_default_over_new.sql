-- up
SET LOCAL check_function_bodies = off;
CREATE SEQUENCE s;
CREATE OR REPLACE FUNCTION nextn(b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT 5 $function$;
ALTER VIEW v ALTER COLUMN id SET DEFAULT nextval('s'::regclass);
ALTER VIEW v ALTER COLUMN n SET DEFAULT nextn(1);
DROP FUNCTION old();

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION old()
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT 5 $function$;
ALTER VIEW v ALTER COLUMN id DROP DEFAULT;
ALTER VIEW v ALTER COLUMN n SET DEFAULT old();
DROP FUNCTION nextn(integer);
DROP SEQUENCE s;
