-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION longest(text, text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE WHEN length($2) > length($1) THEN $2 ELSE $1 END $function$;
CREATE OR REPLACE FUNCTION twice(a bigint, b integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT (a * b);
END;
CREATE OR REPLACE FUNCTION twice(a bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT twice(a, 2) AS twice;
END;
CREATE OR REPLACE FUNCTION twice(a text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT (twice((a)::bigint))::text AS twice;
END;
CREATE AGGREGATE longest(text) (SFUNC = public.longest, STYPE = text, INITCOND = '');

-- down
DROP FUNCTION twice(text);
DROP FUNCTION twice(bigint);
DROP FUNCTION twice(bigint, integer);
DROP AGGREGATE longest(text);
DROP FUNCTION longest(text, text);
