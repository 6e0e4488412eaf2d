-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
CREATE TABLE m (
    id bigint NOT NULL,
    k integer
) PARTITION BY RANGE (id);
CREATE TABLE m2 (
    id bigint NOT NULL,
    k integer
);
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES FROM ('10') TO ('20');
CREATE TABLE m1 (
    id bigint NOT NULL,
    k integer
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM ('0') TO ('10');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m1 ADD CONSTRAINT first PRIMARY KEY (id);
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
CREATE INDEX mine ON m1 (k);
COMMENT ON INDEX mine IS 'of the first';
CREATE INDEX m_k ON m (k);
CREATE INDEX alone ON m2 (k DESC);

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
CREATE TABLE m (
    id integer NOT NULL,
    k integer
) PARTITION BY RANGE (id);
CREATE TABLE m2 (
    id integer NOT NULL,
    k integer
);
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES FROM (10) TO (20);
CREATE TABLE m1 (
    id integer NOT NULL,
    k integer
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m1 ADD CONSTRAINT first PRIMARY KEY (id);
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
CREATE INDEX mine ON m1 (k);
COMMENT ON INDEX mine IS 'of the first';
CREATE INDEX m_k ON m (k);
CREATE INDEX alone ON m2 (k DESC);
