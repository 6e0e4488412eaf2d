-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT parts_r_fkey;
ALTER TABLE other ALTER COLUMN e TYPE text;
DROP TYPE extent;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE parts (
    k integer,
    m mood,
    r integer
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    m mood,
    r integer
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m, r)
SELECT k, m::text::mood, r
FROM parts__old;
DROP TABLE parts__old;
ALTER TABLE parts ADD CONSTRAINT parts_r_fkey FOREIGN KEY (r) REFERENCES other (id);
CREATE TYPE extent AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = extent_multirange);
DROP TYPE mood__old;

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
DROP TYPE extent;
ALTER TABLE parts__old DROP CONSTRAINT parts_r_fkey;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TABLE parts (
    k integer,
    m mood,
    r integer
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k integer,
    m mood,
    r integer
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN (1);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m, r)
SELECT k, m::text::mood, r
FROM parts__old;
DROP TABLE parts__old;
CREATE TYPE extent AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = extent_multirange);
ALTER TABLE other ALTER COLUMN e TYPE extent USING e::extent;
ALTER TABLE parts ADD CONSTRAINT parts_r_fkey FOREIGN KEY (r) REFERENCES other (id);
DROP TYPE mood__old;
