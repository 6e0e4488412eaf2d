-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION plain(integer);
DROP FUNCTION tidy(integer);
DROP PROCEDURE sweep(integer);
DROP AGGREGATE total(integer);
CREATE OR REPLACE FUNCTION sweep(n integer)
 RETURNS void
 LANGUAGE sql
AS $function$ SELECT $function$;
CREATE OR REPLACE FUNCTION total(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 $function$;
CREATE OR REPLACE PROCEDURE tidy(IN n integer)
 LANGUAGE sql
AS $procedure$ SELECT 1 $procedure$;
CREATE AGGREGATE plain(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION sweep(integer);
DROP FUNCTION total(integer);
DROP PROCEDURE tidy(integer);
DROP AGGREGATE plain(integer);
CREATE OR REPLACE FUNCTION plain(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 $function$;
CREATE OR REPLACE FUNCTION tidy(n integer)
 RETURNS void
 LANGUAGE sql
AS $function$ SELECT $function$;
CREATE OR REPLACE PROCEDURE sweep(IN n integer)
 LANGUAGE sql
AS $procedure$ SELECT 1 $procedure$;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
