-- up
SET LOCAL check_function_bodies = off;
DROP RULE r ON u;
DROP POLICY p ON u;
DROP FUNCTION g();
DROP MATERIALIZED VIEW m;
DROP VIEW v;
ALTER TABLE t ALTER COLUMN n TYPE text;
CREATE VIEW v AS
SELECT t.id,
    f(t.d) AS fd,
    t.n
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT v.fd,
    v.n,
    count(*) AS c
   FROM v
  GROUP BY v.fd, v.n;
CREATE INDEX m_n ON m (n, fd);
CREATE OR REPLACE FUNCTION g()
 RETURNS SETOF m
 LANGUAGE sql
 STABLE
AS $function$SELECT * FROM m$function$;
CREATE RULE r AS
    ON INSERT TO u DO  SELECT count(*) AS count
   FROM g() g(fd, n, c);
CREATE POLICY p ON u FOR ALL TO PUBLIC USING ((id IN ( SELECT g.c
   FROM g() g(fd, n, c))));

-- down
SET LOCAL check_function_bodies = off;
DROP RULE r ON u;
DROP POLICY p ON u;
DROP FUNCTION g();
DROP MATERIALIZED VIEW m;
DROP VIEW v;
ALTER TABLE t ALTER COLUMN n TYPE character varying(5);
CREATE VIEW v AS
SELECT t.id,
    f(t.d) AS fd,
    t.n
   FROM t;
CREATE MATERIALIZED VIEW m AS
SELECT v.fd,
    v.n,
    count(*) AS c
   FROM v
  GROUP BY v.fd, v.n;
CREATE INDEX m_n ON m (n, fd);
CREATE OR REPLACE FUNCTION g()
 RETURNS SETOF m
 LANGUAGE sql
 STABLE
AS $function$SELECT * FROM m$function$;
CREATE RULE r AS
    ON INSERT TO u DO  SELECT count(*) AS count
   FROM g() g(fd, n, c);
CREATE POLICY p ON u FOR ALL TO PUBLIC USING ((id IN ( SELECT g.c
   FROM g() g(fd, n, c))));
