-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE p1d ALTER COLUMN e DROP DEFAULT;
ALTER TABLE p1y ALTER COLUMN e DROP DEFAULT;
ALTER TABLE parts DETACH PARTITION p1__old;
ALTER TABLE ONLY parts ALTER COLUMN e DROP DEFAULT;
ALTER TABLE p0 ALTER COLUMN e DROP DEFAULT;
ALTER TABLE parts ALTER COLUMN e TYPE text;
ALTER TABLE ONLY p1__old ALTER COLUMN e DROP DEFAULT;
ALTER TABLE p1__old ALTER COLUMN e TYPE text;
DROP TYPE extent;
CREATE TYPE extent AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = extent_multirange);
ALTER TABLE parts ALTER COLUMN e TYPE extent USING e::extent;
CREATE TABLE p1 (
    k bigint NOT NULL,
    k2 text NOT NULL,
    e extent
);
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, k2, e)
SELECT k, k2, e::extent
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES WITH (modulus 2, remainder 1);

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts DETACH PARTITION p1__old;
ALTER TABLE parts ALTER COLUMN e TYPE text;
ALTER TABLE p1__old ALTER COLUMN e TYPE text;
DROP TYPE extent;
CREATE TYPE extent AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = extent_multirange);
ALTER TABLE parts ALTER COLUMN e TYPE extent USING e::extent;
ALTER TABLE ONLY parts ALTER COLUMN e SET DEFAULT '(,)'::extent;
CREATE TABLE p1 (
    k bigint NOT NULL,
    k2 text NOT NULL,
    e extent DEFAULT '(,)'::extent
) PARTITION BY LIST (k2);
CREATE TABLE p1y (
    k bigint NOT NULL,
    k2 text NOT NULL,
    e extent DEFAULT '(,)'::extent
);
ALTER TABLE p1 ATTACH PARTITION p1y FOR VALUES IN ('y', 'z');
CREATE TABLE p1d (
    k bigint NOT NULL,
    k2 text NOT NULL,
    e extent DEFAULT '(,)'::extent
);
ALTER TABLE p1 ATTACH PARTITION p1d DEFAULT;
ALTER TABLE p0 ALTER COLUMN e SET DEFAULT '(,)'::extent;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, k2, e)
SELECT k, k2, e::extent
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES WITH (modulus 2, remainder 1);
