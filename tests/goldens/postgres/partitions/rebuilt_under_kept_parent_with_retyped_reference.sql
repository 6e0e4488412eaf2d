-- up
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE p1 (
    k text,
    k2 text,
    r integer
) PARTITION BY HASH (k2);
CREATE TABLE p1_all (
    k text,
    k2 text,
    r integer
);
ALTER TABLE p1 ATTACH PARTITION p1_all FOR VALUES WITH (modulus 1, remainder 0);
ALTER TABLE parts DETACH PARTITION p1__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, k2, r)
SELECT k, k2, r
FROM p1__old;
DROP TABLE p1__old;
-- values of other.c lose their trailing blanks: character(3) → character varying
ALTER TABLE other ALTER COLUMN c TYPE character varying;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('v1');

-- down
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE p1 (
    k text,
    k2 text,
    r integer
) PARTITION BY LIST (k2);
CREATE TABLE p1_y (
    k text,
    k2 text,
    r integer
);
ALTER TABLE p1 ATTACH PARTITION p1_y FOR VALUES IN ('y');
ALTER TABLE parts DETACH PARTITION p1__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO p1 (k, k2, r)
SELECT k, k2, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE other ALTER COLUMN c TYPE character(3);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('v1');
