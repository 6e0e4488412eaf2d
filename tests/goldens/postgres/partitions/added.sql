-- up
CREATE TABLE m2 (
    id integer,
    k text
);
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES IN ('b');

-- down
DROP TABLE m2;
