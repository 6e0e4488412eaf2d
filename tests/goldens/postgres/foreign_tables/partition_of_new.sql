-- up
CREATE TABLE m (
    k integer NOT NULL,
    v text DEFAULT 'a'::text
) PARTITION BY LIST (v);
CREATE TABLE m_a (
    k integer NOT NULL,
    v text DEFAULT 'a'::text
) PARTITION BY RANGE (k);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a');
CREATE FOREIGN TABLE m_a_far PARTITION OF m_a DEFAULT SERVER far OPTIONS (x 'y''z');
CREATE VIEW remote AS
SELECT m_a_far.k
   FROM m_a_far;

-- down
DROP VIEW remote;
DROP FOREIGN TABLE m_a_far;
DROP TABLE m_a;
DROP TABLE m;
