-- up
ALTER TABLE m RENAME TO m__old;
CREATE TABLE m (
    a integer NOT NULL
) PARTITION BY HASH (a);
CREATE TABLE m_0 (
    a integer NOT NULL
);
ALTER TABLE m ATTACH PARTITION m_0 FOR VALUES WITH (modulus 1, remainder 0);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (a)
SELECT a
FROM m__old;
DROP TABLE m__old;
ALTER TABLE t ADD CONSTRAINT three PRIMARY KEY (a);
ALTER TABLE t ADD CONSTRAINT two UNIQUE (a);
ALTER TABLE m ADD CONSTRAINT m_one UNIQUE (a);
ALTER TABLE m ADD CONSTRAINT m_two UNIQUE (a);

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE t DROP CONSTRAINT three;
ALTER TABLE t DROP CONSTRAINT two;
CREATE TABLE m (
    a integer NOT NULL
);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (a)
SELECT a
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_one UNIQUE (a);
ALTER TABLE m ADD CONSTRAINT m_two UNIQUE (a);
