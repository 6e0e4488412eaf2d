-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    k bigint NOT NULL,
    v text
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k bigint NOT NULL,
    v text
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN ('1', '10');
ALTER TABLE m__old DETACH PARTITION m2;
ALTER TABLE m2 ALTER COLUMN k TYPE bigint;
ALTER TABLE m__old DETACH PARTITION m3;
ALTER TABLE n ATTACH PARTITION m3 FOR VALUES IN (3);
ALTER TABLE m ATTACH PARTITION outside FOR VALUES IN ('9');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, v)
SELECT k, v
FROM m__old;
DROP TABLE m__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    k integer NOT NULL,
    v text
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k integer NOT NULL,
    v text
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN (1);
ALTER TABLE m2 ALTER COLUMN k TYPE integer;
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES IN (2);
ALTER TABLE n DETACH PARTITION m3;
ALTER TABLE m ATTACH PARTITION m3 FOR VALUES IN (3);
ALTER TABLE m__old DETACH PARTITION outside;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, v)
SELECT k, v
FROM m__old;
DROP TABLE m__old;
