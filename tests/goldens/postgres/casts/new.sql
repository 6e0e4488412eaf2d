-- up
SET LOCAL check_function_bodies = off;
CREATE CAST (text AS m) WITH INOUT AS IMPLICIT;
COMMENT ON CAST (text AS m) IS 'handy';
CREATE OR REPLACE FUNCTION to_p(integer)
 RETURNS p
 LANGUAGE sql
AS $function$SELECT ROW($1)::p$function$;
CREATE CAST (integer AS p) WITH FUNCTION to_p(integer) AS ASSIGNMENT;

-- down
DROP CAST (integer AS p);
DROP FUNCTION to_p(integer);
DROP CAST (text AS m);
