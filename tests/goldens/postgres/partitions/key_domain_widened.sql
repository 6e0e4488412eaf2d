-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m11 RENAME TO m11__old;
ALTER TABLE m12 RENAME TO m12__old;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS bigint CONSTRAINT d_check CHECK ((VALUE > 0));
CREATE TABLE m (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
) PARTITION BY RANGE (at);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN ('1', '2');
CREATE TABLE m12 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
);
ALTER TABLE m1 ATTACH PARTITION m12 DEFAULT;
CREATE TABLE m11 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
);
ALTER TABLE m1 ATTACH PARTITION m11 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, at)
SELECT k, at
FROM m__old;
DROP TABLE m__old;
DROP DOMAIN d__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m11 RENAME TO m11__old;
ALTER TABLE m12 RENAME TO m12__old;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS integer CONSTRAINT d_check CHECK ((VALUE > 0));
CREATE TABLE m (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
) PARTITION BY LIST (k);
CREATE TABLE m1 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
) PARTITION BY RANGE (at);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN ('1', '2');
CREATE TABLE m12 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
);
ALTER TABLE m1 ATTACH PARTITION m12 DEFAULT;
CREATE TABLE m11 (
    k d NOT NULL,
    at date DEFAULT '2026-01-01'::date
);
ALTER TABLE m1 ATTACH PARTITION m11 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (k, at)
SELECT k, at
FROM m__old;
DROP TABLE m__old;
DROP DOMAIN d__old;
