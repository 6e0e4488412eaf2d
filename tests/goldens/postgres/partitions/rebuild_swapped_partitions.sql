-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
ALTER TABLE m2a RENAME TO m2a__old;
ALTER TABLE n RENAME TO n__old;
ALTER TABLE n1 RENAME TO n1__old;
CREATE TABLE m (
    k bigint NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k bigint NOT NULL
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN ('1');
CREATE TABLE m2 (
    k bigint NOT NULL
) PARTITION BY HASH (k);
CREATE TABLE m2a (
    k bigint NOT NULL
);
ALTER TABLE m2 ATTACH PARTITION m2a FOR VALUES WITH (modulus 1, remainder 0);
CREATE TABLE n (
    k bigint NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE n1 (
    k bigint NOT NULL
);
ALTER TABLE n ATTACH PARTITION n1 FOR VALUES IN ('1');
ALTER TABLE m__old DETACH PARTITION m3;
ALTER TABLE m3 ALTER COLUMN k TYPE bigint;
ALTER TABLE n ATTACH PARTITION m3 FOR VALUES IN ('3');
ALTER TABLE m__old DETACH PARTITION m2__old;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k)
SELECT k
FROM m__old;
DROP TABLE m__old;
-- rebuilds table m2: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m2 (k)
SELECT k
FROM m2__old;
DROP TABLE m2__old;
-- rebuilds table n: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO n (k)
SELECT k
FROM n__old;
DROP TABLE n__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
ALTER TABLE m2a RENAME TO m2a__old;
ALTER TABLE n RENAME TO n__old;
ALTER TABLE n1 RENAME TO n1__old;
CREATE TABLE m (
    k integer NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k integer NOT NULL
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN (1);
CREATE TABLE m2 (
    k integer NOT NULL
) PARTITION BY HASH (k);
CREATE TABLE m2a (
    k integer NOT NULL
);
ALTER TABLE m2 ATTACH PARTITION m2a FOR VALUES WITH (modulus 1, remainder 0);
CREATE TABLE n (
    k integer NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE n1 (
    k integer NOT NULL
);
ALTER TABLE n ATTACH PARTITION n1 FOR VALUES IN (1);
ALTER TABLE n__old DETACH PARTITION m3;
ALTER TABLE m3 ALTER COLUMN k TYPE integer;
ALTER TABLE m ATTACH PARTITION m3 FOR VALUES IN (3);
-- rebuilds table m2: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m2 (k)
SELECT k
FROM m2__old;
DROP TABLE m2__old;
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES IN (2);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k)
SELECT k
FROM m__old;
DROP TABLE m__old;
-- rebuilds table n: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO n (k)
SELECT k
FROM n__old;
DROP TABLE n__old;
