-- up
DROP AGGREGATE dropped_rows(*);
DROP VIEW v;
DROP AGGREGATE total_rows(*);
CREATE AGGREGATE total_rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '10');
COMMENT ON AGGREGATE total_rows(*) IS 'counts from ten';
CREATE VIEW v AS
SELECT total_rows(*) AS n
   FROM t;

-- down
DROP VIEW v;
DROP AGGREGATE total_rows(*);
CREATE AGGREGATE dropped_rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE total_rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE VIEW v AS
SELECT total_rows(*) AS n
   FROM t;
