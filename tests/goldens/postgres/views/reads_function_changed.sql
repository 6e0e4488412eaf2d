-- up
SET LOCAL check_function_bodies = off;
DROP MATERIALIZED VIEW m;
DROP VIEW v;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1::bigint$function$;
CREATE VIEW v AS
SELECT f(t.a) AS x
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT v.x
   FROM v;
CREATE INDEX m_x ON m (x);

-- down
SET LOCAL check_function_bodies = off;
DROP MATERIALIZED VIEW m;
DROP VIEW v;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1$function$;
CREATE VIEW v AS
SELECT f(t.a) AS x
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT v.x
   FROM v;
CREATE INDEX m_x ON m (x);
