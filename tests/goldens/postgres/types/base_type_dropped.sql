-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP FUNCTION f("Code");
ALTER TABLE t ALTER COLUMN c TYPE text;
CREATE OR REPLACE FUNCTION f(text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length($1) $function$;
-- drops column t.p with its values
ALTER TABLE t DROP COLUMN p;
DROP TYPE pair;
DROP CAST ("Code" AS text);
DROP CAST (text AS "Code");
-- drops the functions of the type too: function Code_in(cstring), function Code_out("Code")
DROP TYPE "Code" CASCADE;
DROP FUNCTION unlisted(cstring[]);
CREATE VIEW v AS
SELECT f(t.c) AS n
   FROM t;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP FUNCTION f(text);
CREATE TYPE "Code";
CREATE OR REPLACE FUNCTION "Code_in"(cstring)
 RETURNS "Code"
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textin$function$;
CREATE OR REPLACE FUNCTION "Code_out"("Code")
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$textout$function$;
CREATE OR REPLACE FUNCTION unlisted(cstring[])
 RETURNS integer
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$varchartypmodin$function$;
CREATE TYPE "Code" (INPUT = "Code_in", OUTPUT = "Code_out", TYPMOD_IN = unlisted, INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = plain);
CREATE CAST ("Code" AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS "Code") WITHOUT FUNCTION AS ASSIGNMENT;
ALTER TABLE t ALTER COLUMN c TYPE "Code";
CREATE TYPE pair AS (a "Code", b integer);
-- the old values of t.p are not restored
ALTER TABLE t ADD COLUMN p pair;
CREATE OR REPLACE FUNCTION f("Code")
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length($1::text) $function$;
CREATE VIEW v AS
SELECT f(t.c) AS n
   FROM t;
