-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE parted RENAME TO parted__old;
DROP FUNCTION f(integer);
DROP VIEW w;
DROP MATERIALIZED VIEW m;
-- fails when a row holds 'b': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a');
CREATE TABLE parted (
    k integer NOT NULL,
    v integer
) PARTITION BY LIST (k);
CREATE TABLE parted_rest (
    k integer NOT NULL,
    v integer
);
ALTER TABLE parted ATTACH PARTITION parted_rest DEFAULT;
ALTER TABLE t
    ALTER COLUMN v TYPE bigint,
    ALTER COLUMN k TYPE e USING k::text::e;
-- rebuilds table parted: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO parted (k, v)
SELECT k, v
FROM parted__old;
DROP TABLE parted__old;
CREATE OR REPLACE FUNCTION f(integer, text)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
AS $function$SELECT 1$function$;
CREATE VIEW w AS
SELECT t.v
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT t.v
   FROM t;
ALTER TYPE e OWNER TO pg_monitor;
ALTER TABLE parted OWNER TO pg_monitor;
ALTER FUNCTION f(integer, text) OWNER TO pg_monitor;
ALTER VIEW w OWNER TO pg_monitor;
ALTER MATERIALIZED VIEW m OWNER TO pg_read_all_data;
DROP TYPE e__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE parted RENAME TO parted__old;
DROP FUNCTION f(integer, text);
DROP VIEW w;
DROP MATERIALIZED VIEW m;
ALTER TYPE e ADD VALUE 'b';
CREATE TABLE parted (
    k integer NOT NULL,
    v integer
);
ALTER TABLE t ALTER COLUMN v TYPE integer;
-- rebuilds table parted: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO parted (k, v)
SELECT k, v
FROM parted__old;
DROP TABLE parted__old;
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
AS $function$SELECT 1$function$;
CREATE VIEW w AS
SELECT t.v
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT t.v
   FROM t;
ALTER TABLE parted OWNER TO pg_monitor;
ALTER FUNCTION f(integer) OWNER TO pg_monitor;
ALTER VIEW w OWNER TO pg_monitor;
ALTER MATERIALIZED VIEW m OWNER TO pg_read_all_data;
