-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t ALTER COLUMN p DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE integer USING s::integer;
DROP CAST (integer AS pair);
DROP FUNCTION pair_of(integer);
DROP CAST (integer AS span);
DROP FUNCTION span_of(integer);
ALTER TABLE t ALTER COLUMN p TYPE integer USING p::integer;
ALTER TABLE t ALTER COLUMN p SET DEFAULT 3;
DROP CAST (pair AS integer);
DROP FUNCTION first_of(pair);
DROP CAST (span AS integer);
DROP FUNCTION size_of(span);
DROP TYPE span;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b mood);
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
CREATE TYPE span AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE OR REPLACE FUNCTION first_of(pair)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN $1.a; END$function$;
CREATE CAST (pair AS integer) WITH FUNCTION first_of(pair);
CREATE OR REPLACE FUNCTION pair_of(integer)
 RETURNS pair
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN ROW($1, 'sad')::pair; END$function$;
CREATE CAST (integer AS pair) WITH FUNCTION pair_of(integer);
CREATE OR REPLACE FUNCTION size_of(span)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN CASE WHEN isempty($1) THEN 0 ELSE 7 END; END$function$;
CREATE CAST (span AS integer) WITH FUNCTION size_of(span);
CREATE OR REPLACE FUNCTION span_of(integer)
 RETURNS span
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN CASE WHEN $1 = 7 THEN '[sad,glad]'::span END; END$function$;
CREATE CAST (integer AS span) WITH FUNCTION span_of(integer);
DROP TYPE pair__old;
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
DROP CAST (integer AS pair);
DROP FUNCTION pair_of(integer);
DROP CAST (integer AS span);
DROP FUNCTION span_of(integer);
DROP CAST (pair AS integer);
DROP FUNCTION first_of(pair);
DROP CAST (span AS integer);
DROP FUNCTION size_of(span);
DROP TYPE span;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'glad');
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b mood);
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
CREATE TYPE span AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE OR REPLACE FUNCTION first_of(pair)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN $1.a; END$function$;
CREATE CAST (pair AS integer) WITH FUNCTION first_of(pair);
CREATE OR REPLACE FUNCTION pair_of(integer)
 RETURNS pair
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN ROW($1, 'sad')::pair; END$function$;
CREATE CAST (integer AS pair) WITH FUNCTION pair_of(integer);
ALTER TABLE t ALTER COLUMN p DROP DEFAULT;
ALTER TABLE t ALTER COLUMN p TYPE pair USING p::pair;
ALTER TABLE t ALTER COLUMN p SET DEFAULT ROW(3, 'sad'::mood)::pair;
CREATE OR REPLACE FUNCTION size_of(span)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN CASE WHEN isempty($1) THEN 0 ELSE 7 END; END$function$;
CREATE CAST (span AS integer) WITH FUNCTION size_of(span);
CREATE OR REPLACE FUNCTION span_of(integer)
 RETURNS span
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$BEGIN RETURN CASE WHEN $1 = 7 THEN '[sad,glad]'::span END; END$function$;
CREATE CAST (integer AS span) WITH FUNCTION span_of(integer);
ALTER TABLE t ALTER COLUMN s TYPE span USING s::span;
DROP TYPE pair__old;
DROP TYPE mood__old;
