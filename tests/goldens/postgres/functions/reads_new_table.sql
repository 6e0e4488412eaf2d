-- up
SET LOCAL check_function_bodies = off;
CREATE TABLE zzz (
    a integer
);
CREATE OR REPLACE FUNCTION f()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT count(*) FROM zzz $function$;

-- down
DROP FUNCTION f();
DROP TABLE zzz;
