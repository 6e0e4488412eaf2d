-- up
DROP VIEW v;
ALTER TABLE m DROP CONSTRAINT m_ok;
DROP CAST (grade AS integer);
CREATE CAST (grade AS integer) WITH FUNCTION points(grade) AS ASSIGNMENT;
ALTER TABLE m ALTER COLUMN n SET DEFAULT 'low'::grade;
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((g)::integer > 0);
CREATE OR REPLACE FUNCTION atomic(g grade)
 RETURNS integer
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (1 + (g)::integer);
END;
CREATE VIEW v AS
SELECT (m.g)::integer AS g
   FROM m;

-- down
DROP FUNCTION atomic(grade);
DROP VIEW v;
ALTER TABLE m DROP CONSTRAINT m_ok;
ALTER TABLE m ALTER COLUMN n DROP DEFAULT;
DROP CAST (grade AS integer);
CREATE CAST (grade AS integer) WITH FUNCTION points(grade);
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((g)::integer > 0);
CREATE VIEW v AS
SELECT (m.g)::integer AS g
   FROM m;
