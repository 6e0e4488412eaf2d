-- up
ALTER TABLE a_parts RENAME TO a_parts__old;
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE a_parts (
    k integer,
    r integer
) PARTITION BY RANGE (k);
CREATE TABLE p0 (
    k integer,
    r integer
);
ALTER TABLE a_parts ATTACH PARTITION p0 FOR VALUES FROM (0) TO (10);
CREATE TABLE p1 (
    k integer,
    r integer
);
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, r)
SELECT k, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE a_parts ATTACH PARTITION p1 FOR VALUES FROM (10) TO (20);
-- rebuilds table a_parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO a_parts (k, r)
SELECT k, r
FROM a_parts__old;
DROP TABLE a_parts__old;
ALTER TABLE gamma ADD CONSTRAINT gamma_key UNIQUE (id);
ALTER TABLE a_parts ADD CONSTRAINT link FOREIGN KEY (r) REFERENCES gamma (id);

-- down
ALTER TABLE a_parts RENAME TO a_parts__old;
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE a_parts (
    k integer,
    r integer
);
CREATE TABLE p1 (
    k integer,
    r integer
) PARTITION BY LIST (k);
ALTER TABLE a_parts__old DETACH PARTITION p1__old;
-- rebuilds table a_parts: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a_parts (k, r)
SELECT k, r
FROM a_parts__old;
DROP TABLE a_parts__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO p1 (k, r)
SELECT k, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE gamma DROP CONSTRAINT gamma_key;
