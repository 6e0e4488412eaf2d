-- up
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE base RENAME COLUMN a TO total;
ALTER TABLE parts RENAME COLUMN a TO total;
DROP VIEW v;
ALTER TABLE parts DETACH PARTITION p0__old;
CREATE DOMAIN sum AS integer;
ALTER TABLE parts ALTER COLUMN total TYPE sum;
CREATE TABLE p0 (
    k integer,
    total sum
);
-- rebuilds table p0: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p0 (k, total)
SELECT k, total
FROM p0__old;
DROP TABLE p0__old;
ALTER TABLE parts ATTACH PARTITION p0 FOR VALUES FROM (0) TO (10);
-- drops table heir with its rows
DROP TABLE heir;
ALTER TABLE base ALTER COLUMN total TYPE sum;
DROP DOMAIN amount;

-- down
ALTER TABLE p0 RENAME TO p0__old;
ALTER TABLE base RENAME COLUMN total TO a;
ALTER TABLE parts RENAME COLUMN total TO a;
ALTER TABLE parts DETACH PARTITION p0__old;
CREATE DOMAIN amount AS integer;
ALTER TABLE base ALTER COLUMN a TYPE amount;
CREATE TABLE heir (
    b text
) INHERITS (base);
ALTER TABLE heir ALTER COLUMN a SET DEFAULT 5;
ALTER TABLE parts ALTER COLUMN a TYPE amount;
CREATE TABLE p0 (
    k integer,
    a amount
) PARTITION BY LIST (a);
CREATE TABLE p0x (
    k integer,
    a amount DEFAULT 5
);
ALTER TABLE p0 ATTACH PARTITION p0x DEFAULT;
-- rebuilds table p0: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p0 (k, a)
SELECT k, a
FROM p0__old;
DROP TABLE p0__old;
DROP DOMAIN sum;
ALTER TABLE parts ATTACH PARTITION p0 FOR VALUES FROM (0) TO (10);
CREATE INDEX by_a ON heir (a);
CREATE VIEW v AS
SELECT heir.a
   FROM heir;
