-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old ALTER COLUMN s TYPE integer USING s::integer;
ALTER TABLE p1__old ALTER COLUMN p DROP DEFAULT;
ALTER TABLE parts__old ALTER COLUMN p TYPE integer USING p::integer;
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
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b mood);
CREATE TABLE parts (
    k integer,
    s integer,
    p integer,
    m mood
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    s integer,
    p integer,
    m mood
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, s, p, m)
SELECT k::integer, s, p, m::text::mood
FROM parts__old;
DROP TABLE parts__old;
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
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
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
CREATE TYPE span AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE TABLE parts (
    k text,
    s span,
    p pair,
    m mood
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    s span,
    p pair DEFAULT ROW(4, 'sad'::mood)::pair,
    m mood
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('1');
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
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, s, p, m)
SELECT k, s::span, p::pair, m::text::mood
FROM parts__old;
DROP TABLE parts__old;
DROP TYPE pair__old;
DROP TYPE mood__old;
