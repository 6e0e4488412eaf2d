-- up
SET LOCAL check_function_bodies = off;
CREATE CAST (text AS integer) WITH FUNCTION length(text);
CREATE CAST (xid AS text) WITH INOUT;
CREATE OR REPLACE FUNCTION as_number(boolean)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT CASE WHEN $1 THEN 1 ELSE 0 END$function$;
CREATE CAST (boolean AS bigint) WITH FUNCTION as_number(boolean);
COMMENT ON CAST (money AS text) IS 'by lc_monetary';
DROP CAST (bigint AS uuid);
DROP CAST (json AS text);
CREATE CAST (json AS text) WITHOUT FUNCTION;

-- down
CREATE CAST (bigint AS uuid) WITH INOUT;
COMMENT ON CAST (money AS text) IS 'by locale';
DROP CAST (boolean AS bigint);
DROP FUNCTION as_number(boolean);
DROP CAST (text AS integer);
DROP CAST (xid AS text);
DROP CAST (json AS text);
CREATE CAST (json AS text) WITHOUT FUNCTION AS IMPLICIT;
