-- up
SET LOCAL check_function_bodies = off;
DROP VIEW w;
DROP MATERIALIZED VIEW m;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1::bigint$function$;
CREATE MATERIALIZED VIEW m AS
SELECT t.a
   FROM t;
CREATE INDEX m_f ON m ((f(a)));
CREATE VIEW w AS
SELECT m.a
   FROM m;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW w;
DROP MATERIALIZED VIEW m;
DROP FUNCTION f(integer);
CREATE OR REPLACE FUNCTION f(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1$function$;
CREATE MATERIALIZED VIEW m AS
SELECT t.a
   FROM t;
CREATE INDEX m_f ON m ((f(a)));
CREATE VIEW w AS
SELECT m.a
   FROM m;
