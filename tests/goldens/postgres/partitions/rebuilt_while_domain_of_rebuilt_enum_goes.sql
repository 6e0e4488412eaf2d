-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE parts (
    k integer,
    m mood,
    d text
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    m mood,
    d text
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m, d)
SELECT k::integer, m::text::mood, d::text
FROM parts__old;
DROP TABLE parts__old;
DROP DOMAIN good;
DROP TYPE mood__old;

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE DOMAIN good AS mood CONSTRAINT good_check CHECK ((VALUE <> 'sad'::mood));
CREATE TABLE parts (
    k text,
    m mood,
    d good
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    m mood,
    d good
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('1');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m, d)
SELECT k, m::text::mood, d::text::good
FROM parts__old;
DROP TABLE parts__old;
DROP TYPE mood__old;
