-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION zz(a integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT a > 0 $function$;
CREATE TABLE t (
    a integer,
    CONSTRAINT t_a_check CHECK (zz(a))
);

-- down
DROP TABLE t;
DROP FUNCTION zz(integer);
