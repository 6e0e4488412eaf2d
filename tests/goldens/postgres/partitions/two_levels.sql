-- up
CREATE TABLE m_rest (
    region text NOT NULL,
    at date NOT NULL,
    n integer
);
ALTER TABLE m ATTACH PARTITION m_rest DEFAULT;
CREATE TABLE m_us (
    region text NOT NULL,
    at date NOT NULL,
    n integer
) PARTITION BY RANGE (at);
ALTER TABLE m ATTACH PARTITION m_us FOR VALUES IN ('us');
CREATE TABLE m_us_2026 (
    region text NOT NULL,
    at date NOT NULL,
    n integer
);
ALTER TABLE m_us ATTACH PARTITION m_us_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE m_us_rest (
    region text NOT NULL,
    at date NOT NULL,
    n integer
);
ALTER TABLE m_us ATTACH PARTITION m_us_rest DEFAULT;
CREATE INDEX m_n ON m (n) WHERE n > 0;

-- down
DROP INDEX m_n;
DROP TABLE m_rest;
DROP TABLE m_us_2026;
DROP TABLE m_us_rest;
DROP TABLE m_us;
