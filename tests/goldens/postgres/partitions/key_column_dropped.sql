-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    a integer NOT NULL,
    b text NOT NULL,
    new text DEFAULT 'n'::text NOT NULL
) PARTITION BY RANGE (a);
CREATE TABLE m1 (
    a integer NOT NULL,
    b text NOT NULL,
    new text DEFAULT 'n'::text NOT NULL
);
ALTER TABLE m ATTACH PARTITION m1 DEFAULT;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- drops column m.gone with its values
INSERT INTO m (a, b)
SELECT a, b
FROM m__old;
DROP TABLE m__old;
GRANT SELECT ON TABLE m TO PUBLIC;
GRANT UPDATE (a) ON TABLE m TO PUBLIC;
GRANT INSERT ON TABLE m1 TO PUBLIC;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    a integer NOT NULL,
    b text NOT NULL,
    gone integer DEFAULT 3
) PARTITION BY LIST (b);
CREATE TABLE m1 (
    a integer NOT NULL,
    b text NOT NULL,
    gone integer DEFAULT 3
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES IN ('x', 'y');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- the old values of m.gone are not restored
-- fails when a row fits no partition
INSERT INTO m (a, b)
SELECT a, b
FROM m__old;
DROP TABLE m__old;
GRANT SELECT ON TABLE m TO PUBLIC;
GRANT UPDATE (a) ON TABLE m TO PUBLIC;
GRANT INSERT ON TABLE m1 TO PUBLIC;
