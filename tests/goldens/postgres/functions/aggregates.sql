-- up
SET LOCAL check_function_bodies = off;
DROP AGGREGATE gone(text);
DROP VIEW v;
DROP AGGREGATE mysum(integer);
CREATE OR REPLACE FUNCTION fin(bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1::text$function$;
CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
CREATE AGGREGATE mysum(integer) (SFUNC = acc, STYPE = bigint, FINALFUNC = fin, INITCOND = '5', PARALLEL = SAFE);
CREATE VIEW v AS
SELECT mysum(t.n) AS s
   FROM t;

-- down
DROP AGGREGATE joined(text);
DROP VIEW v;
DROP AGGREGATE mysum(integer);
DROP FUNCTION fin(bigint);
CREATE AGGREGATE gone(text) (SFUNC = textcat, STYPE = text);
CREATE AGGREGATE mysum(integer) (SFUNC = acc, STYPE = bigint, INITCOND = '0');
CREATE VIEW v AS
SELECT mysum(t.n) AS s
   FROM t;
