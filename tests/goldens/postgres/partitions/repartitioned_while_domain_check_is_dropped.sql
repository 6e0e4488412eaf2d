-- up
ALTER TABLE p3 RENAME TO p3__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
CREATE TABLE parts (
    k date,
    va positive
) PARTITION BY LIST (va);
CREATE TABLE p3 (
    k date,
    va positive
);
ALTER TABLE parts ATTACH PARTITION p3 FOR VALUES IN ('1', '2');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, va)
SELECT k, va
FROM parts__old;
DROP TABLE parts__old;

-- down
ALTER TABLE p3 RENAME TO p3__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER DOMAIN positive ADD CONSTRAINT positive_check CHECK ((VALUE > 0));
CREATE TABLE parts (
    k date,
    va positive
) PARTITION BY RANGE (k);
CREATE TABLE p3 (
    k date,
    va positive
);
ALTER TABLE parts ATTACH PARTITION p3 FOR VALUES FROM ('2020-04-01') TO ('2021-01-01');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, va)
SELECT k, va
FROM parts__old;
DROP TABLE parts__old;
