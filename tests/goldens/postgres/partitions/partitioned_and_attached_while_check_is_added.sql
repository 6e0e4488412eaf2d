-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts ADD COLUMN va integer;
ALTER TABLE parts ADD CONSTRAINT parts_va_check CHECK (va < 9);
CREATE TABLE p1 (
    k text,
    k2 text,
    va integer,
    CONSTRAINT parts_va_check CHECK (va < 9)
) PARTITION BY LIST (k2);
CREATE TABLE p1x (
    k text,
    k2 text,
    va integer,
    CONSTRAINT parts_va_check CHECK (va < 9)
);
ALTER TABLE p1 ATTACH PARTITION p1x FOR VALUES IN ('x');
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO p1 (k, k2)
SELECT k, k2
FROM p1__old;
DROP TABLE p1__old;
CREATE RULE r_p1 AS
    ON DELETE TO p1 DO INSTEAD NOTHING;
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('v1');

-- down
ALTER TABLE p1 RENAME TO p1__old;
DROP RULE r_p1 ON p1__old;
ALTER TABLE parts DROP CONSTRAINT parts_va_check;
CREATE TABLE p1 (
    k text,
    k2 text
);
ALTER TABLE parts DETACH PARTITION p1__old;
-- rebuilds table p1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO p1 (k, k2)
SELECT k, k2
FROM p1__old;
DROP TABLE p1__old;
ALTER TABLE parts DROP COLUMN va;
