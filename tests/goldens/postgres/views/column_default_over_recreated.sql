-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP FUNCTION nextn(integer);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
CREATE OR REPLACE FUNCTION nextn(b integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT 5 $function$;
CREATE VIEW v AS
SELECT t.id,
    t.n,
    t.g
   FROM t;
ALTER VIEW v ALTER COLUMN g SET DEFAULT 'low'::grade;
ALTER VIEW v ALTER COLUMN n SET DEFAULT nextn(1);
DROP TYPE grade__old;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP FUNCTION nextn(integer);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high', 'mid');
CREATE OR REPLACE FUNCTION nextn(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT 5 $function$;
CREATE VIEW v AS
SELECT t.id,
    t.n,
    t.g
   FROM t;
ALTER VIEW v ALTER COLUMN g SET DEFAULT 'low'::grade;
ALTER VIEW v ALTER COLUMN n SET DEFAULT nextn(1);
DROP TYPE grade__old;
