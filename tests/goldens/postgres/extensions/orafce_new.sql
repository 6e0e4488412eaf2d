-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS orafce;
ALTER TABLE t ADD COLUMN a oracle.varchar2(5) DEFAULT 'x'::oracle.varchar2;
ALTER TABLE t ADD COLUMN b oracle.date;
CREATE OR REPLACE FUNCTION f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT oracle.nvl(a, 0)$function$;

-- down
DROP FUNCTION f(integer);
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t DROP COLUMN b;
DROP EXTENSION orafce;
