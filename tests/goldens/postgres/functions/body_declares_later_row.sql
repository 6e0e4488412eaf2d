-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION even(n integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$ SELECT n = 0 OR odd(n - 1) $function$;
CREATE OR REPLACE FUNCTION odd(n integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$ SELECT n <> 0 AND even(n - 1) $function$;
CREATE OR REPLACE FUNCTION price(weight numeric)
 RETURNS numeric
 LANGUAGE sql
AS $function$ SELECT price(weight, 'home') $function$;
CREATE OR REPLACE FUNCTION price(weight numeric, zone text)
 RETURNS numeric
 LANGUAGE sql
AS $function$ SELECT weight * length(zone) $function$;
CREATE OR REPLACE FUNCTION stale()
 RETURNS bigint
 LANGUAGE sql
AS $function$ SELECT count(*) FROM a_table_of_long_ago $function$;
CREATE VIEW zz_heavy AS
SELECT parcels.id,
    parcels.weight
   FROM parcels
  WHERE (parcels.weight > (10)::numeric);
CREATE OR REPLACE FUNCTION aa_count()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$ DECLARE each zz_heavy; n integer := 0; BEGIN FOR each IN SELECT * FROM zz_heavy LOOP n := n + 1; END LOOP; RETURN n; END $function$;

-- down
DROP FUNCTION aa_count();
DROP FUNCTION even(integer);
DROP FUNCTION odd(integer);
DROP FUNCTION price(numeric);
DROP FUNCTION price(numeric, text);
DROP FUNCTION stale();
DROP VIEW zz_heavy;
