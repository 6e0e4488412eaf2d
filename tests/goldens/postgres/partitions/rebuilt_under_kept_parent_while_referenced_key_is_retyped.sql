-- up
ALTER TABLE p1 RENAME TO p1__old;
CREATE TABLE p1 (
    k text,
    k2 text,
    r integer
);
ALTER TABLE parts DETACH PARTITION p1__old;
ALTER TABLE parts DROP CONSTRAINT parts_r_fkey;
ALTER TABLE p1__old DROP CONSTRAINT parts_r_fkey;
ALTER TABLE other ALTER COLUMN id TYPE bigint;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, k2, r)
SELECT k, k2, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('v1');
ALTER TABLE parts ADD CONSTRAINT parts_r_fkey FOREIGN KEY (r) REFERENCES other (id);

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
ALTER TABLE parts DROP CONSTRAINT parts_r_fkey;
ALTER TABLE p1__old DROP CONSTRAINT parts_r_fkey;
ALTER TABLE other ALTER COLUMN id TYPE integer;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO p1 (k, k2, r)
SELECT k, k2, r
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('v1');
ALTER TABLE parts ADD CONSTRAINT parts_r_fkey FOREIGN KEY (r) REFERENCES other (id);
