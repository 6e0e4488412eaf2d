-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION c(integer);
DROP VIEW uses;
DROP FUNCTION a(integer, integer);
DROP FUNCTION b(integer);
CREATE OR REPLACE FUNCTION c(n integer, m integer DEFAULT 5)
 RETURNS TABLE(id bigint, v text)
 LANGUAGE sql
AS $function$ SELECT n::bigint, 'v' $function$;
CREATE OR REPLACE FUNCTION a(x2 integer, y integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT x2$function$;
CREATE OR REPLACE FUNCTION b(x integer, OUT y integer, OUT w text)
 RETURNS record
 LANGUAGE sql
AS $function$ SELECT x, 'z' $function$;
CREATE VIEW uses AS
SELECT a(1, 2) AS one,
    (b(2)).y AS two;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION c(integer, integer);
DROP VIEW uses;
DROP FUNCTION a(integer, integer);
DROP FUNCTION b(integer);
CREATE OR REPLACE FUNCTION c(n integer)
 RETURNS TABLE(id integer, v text)
 LANGUAGE sql
AS $function$ SELECT n, 'v' $function$;
CREATE OR REPLACE FUNCTION a(x integer, y integer DEFAULT 1)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT x$function$;
CREATE OR REPLACE FUNCTION b(x integer, OUT y integer, OUT z text)
 RETURNS record
 LANGUAGE sql
AS $function$ SELECT x, 'z' $function$;
CREATE VIEW uses AS
SELECT a(1) AS one,
    (b(2)).y AS two;
