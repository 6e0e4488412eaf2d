-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
CREATE OR REPLACE FUNCTION shown(pair)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT 'pair' $function$;
CREATE CAST (pair AS text) WITH FUNCTION shown(pair);
CREATE VIEW v AS
SELECT (m.p)::text AS t
   FROM m;

-- down
DROP VIEW v;
DROP CAST (pair AS text);
DROP FUNCTION shown(pair);
CREATE VIEW v AS
SELECT (m.p)::text AS t
   FROM m;
