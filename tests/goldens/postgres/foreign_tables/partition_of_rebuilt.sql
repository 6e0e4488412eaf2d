-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_1 RENAME TO m_1__old;
DROP FOREIGN TABLE m_far;
CREATE TABLE m (
    k bigint NOT NULL,
    v text
) PARTITION BY RANGE (k);
CREATE TABLE m_1 (
    k bigint NOT NULL,
    v text
);
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES FROM ('0') TO ('10');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, v)
SELECT k, v
FROM m__old;
DROP TABLE m__old;
CREATE FOREIGN TABLE m_far PARTITION OF m FOR VALUES FROM ('10') TO ('20') SERVER far;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_1 RENAME TO m_1__old;
DROP FOREIGN TABLE m_far;
CREATE TABLE m (
    k integer NOT NULL,
    v text
) PARTITION BY RANGE (k);
CREATE TABLE m_1 (
    k integer NOT NULL,
    v text
);
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES FROM (0) TO (10);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, v)
SELECT k, v
FROM m__old;
DROP TABLE m__old;
CREATE FOREIGN TABLE m_far PARTITION OF m FOR VALUES FROM (10) TO (20) SERVER far;
