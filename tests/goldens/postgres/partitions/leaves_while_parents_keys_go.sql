-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE p1d RENAME TO p1d__old;
ALTER TABLE parts RENAME TO parts__old;
CREATE TABLE parts (
    k text,
    k2 text
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    k2 text
) PARTITION BY LIST (k2);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('2020-02-02');
CREATE TABLE p1d (
    k text,
    k2 text
);
ALTER TABLE p1 ATTACH PARTITION p1d DEFAULT;
ALTER TABLE p1__old DETACH PARTITION p1x;
ALTER TABLE p1x DROP CONSTRAINT parts_r2_fkey;
ALTER TABLE parts__old DROP CONSTRAINT parts_r2_fkey;
ALTER TABLE gamma ALTER COLUMN a TYPE text;
ALTER TABLE p1x ALTER COLUMN k TYPE text;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- drops column parts.r2 with its values
-- fails when a row fits no partition
INSERT INTO parts (k, k2)
SELECT k, k2
FROM parts__old;
DROP TABLE parts__old;
-- drops column p1x.r2 with its values
ALTER TABLE p1x DROP COLUMN r2;

-- down
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE p1d RENAME TO p1d__old;
ALTER TABLE parts RENAME TO parts__old;
CREATE TABLE parts (
    k date,
    k2 text,
    r2 text
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k date,
    k2 text,
    r2 text
) PARTITION BY LIST (k2);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');
CREATE TABLE p1d (
    k date,
    k2 text,
    r2 text
);
ALTER TABLE p1 ATTACH PARTITION p1d DEFAULT;
-- the old values of p1x.r2 are not restored
ALTER TABLE p1x ADD COLUMN r2 text;
ALTER TABLE gamma ALTER COLUMN a TYPE numeric(10,2) USING a::numeric(10,2);
ALTER TABLE p1x ALTER COLUMN k TYPE date USING k::date;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- the old values of parts.r2 are not restored
-- fails when a row fits no partition
INSERT INTO parts (k, k2)
SELECT k::date, k2
FROM parts__old;
DROP TABLE parts__old;
ALTER TABLE p1x ADD CONSTRAINT parts_r2_fkey FOREIGN KEY (r2) REFERENCES gamma (id);
ALTER TABLE p1 ATTACH PARTITION p1x FOR VALUES IN ('x');
ALTER TABLE parts ADD CONSTRAINT parts_r2_fkey FOREIGN KEY (r2) REFERENCES gamma (id);
