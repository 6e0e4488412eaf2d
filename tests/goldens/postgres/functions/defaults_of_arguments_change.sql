-- up
SET LOCAL check_function_bodies = off;
DROP VIEW tv;
DROP FUNCTION halves(integer);
ALTER TABLE t ALTER COLUMN v DROP DEFAULT;
DROP FUNCTION pad(text, integer);
CREATE OR REPLACE FUNCTION halves(v integer, OUT a bigint, OUT b bigint, OUT c text)
 RETURNS record
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT v / 2, v - v / 2, 'c' $function$;
CREATE OR REPLACE FUNCTION pad(txt text, n integer)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT lpad(txt, n) $function$;
ALTER TABLE t ALTER COLUMN v SET DEFAULT pad('a'::text, 2);
CREATE VIEW tv AS
SELECT pad(t.v, 3) AS p,
    (halves(t.w)).a AS a
   FROM t;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW tv;
DROP FUNCTION halves(integer);
ALTER TABLE t ALTER COLUMN v DROP DEFAULT;
DROP FUNCTION pad(text, integer);
CREATE OR REPLACE FUNCTION halves(v integer, OUT a integer, OUT b integer)
 RETURNS record
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT v / 2, v - v / 2 $function$;
CREATE OR REPLACE FUNCTION pad(v text, n integer DEFAULT 5)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT lpad(v, n) $function$;
ALTER TABLE t ALTER COLUMN v SET DEFAULT pad('a'::text);
CREATE VIEW tv AS
SELECT pad(t.v, 3) AS p,
    (halves(t.w)).a AS a
   FROM t;
