-- up
SET LOCAL check_function_bodies = off;
DROP INDEX t_norm;
DROP FUNCTION norm(text);
CREATE OR REPLACE FUNCTION norm(t text, n integer DEFAULT 5)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN lower(substr(t, n)); END $function$;
CREATE INDEX t_norm ON t ((norm(a))) WHERE norm(a, 1) <> ''::text;

-- down
SET LOCAL check_function_bodies = off;
DROP INDEX t_norm;
DROP FUNCTION norm(text, integer);
CREATE OR REPLACE FUNCTION norm(t text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN lower(t); END $function$;
CREATE UNIQUE INDEX t_norm ON t ((norm(a))) WHERE norm(a) <> ''::text;
