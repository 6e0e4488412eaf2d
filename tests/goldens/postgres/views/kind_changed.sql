-- up
DROP VIEW over;
DROP MATERIALIZED VIEW v;
DROP VIEW over_w;
CREATE VIEW v AS
SELECT t.id
   FROM t;
CREATE VIEW over AS
SELECT count(*) AS n
   FROM v;
-- drops table w with its rows
DROP TABLE w;
CREATE VIEW w AS
SELECT t.id
   FROM t;
CREATE VIEW over_w AS
SELECT w.id
   FROM w;

-- down
DROP VIEW over;
DROP VIEW v;
DROP VIEW over_w;
DROP VIEW w;
CREATE TABLE w (
    id integer
);
CREATE MATERIALIZED VIEW v AS
SELECT t.id
   FROM t;
CREATE VIEW over AS
SELECT count(*) AS n
   FROM v;
CREATE VIEW over_w AS
SELECT w.id
   FROM w;
