-- up
SET LOCAL check_function_bodies = off;
DROP VIEW mt;
DROP CAST (integer AS grade);
DROP FUNCTION of_int(integer);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
CREATE OR REPLACE FUNCTION of_int(bigint)
 RETURNS grade
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT 'low'::grade $function$;
CREATE CAST (bigint AS grade) WITH FUNCTION of_int(bigint);
DROP TYPE grade__old;
DROP CAST (point2 AS text);
CREATE OR REPLACE FUNCTION as_text(point2)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ SELECT $1.x || ',' || $1.y $function$;
CREATE CAST (point2 AS text) WITH FUNCTION as_text(point2) AS IMPLICIT;
CREATE VIEW mt AS
SELECT (m.p)::text AS pt,
    ((1)::bigint)::grade AS g
   FROM m;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW mt;
DROP CAST (bigint AS grade);
DROP FUNCTION of_int(bigint);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high');
CREATE OR REPLACE FUNCTION of_int(integer)
 RETURNS grade
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT 'low'::grade $function$;
CREATE CAST (integer AS grade) WITH FUNCTION of_int(integer);
DROP TYPE grade__old;
DROP CAST (point2 AS text);
CREATE OR REPLACE FUNCTION as_text(point2)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1.x || ';' || $1.y $function$;
CREATE CAST (point2 AS text) WITH FUNCTION as_text(point2) AS ASSIGNMENT;
CREATE VIEW mt AS
SELECT (m.p)::text AS pt,
    (1)::grade AS g
   FROM m;
