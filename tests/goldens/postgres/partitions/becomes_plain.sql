-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE r DROP CONSTRAINT r_id_fkey;
CREATE TABLE m (
    id integer NOT NULL,
    k text
);
ALTER TABLE m__old DETACH PARTITION m1;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
ALTER TABLE r ADD CONSTRAINT r_id_fkey FOREIGN KEY (id) REFERENCES m (id);

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE r DROP CONSTRAINT r_id_fkey;
CREATE TABLE m (
    id integer NOT NULL,
    k text
) PARTITION BY RANGE (id);
CREATE TABLE m2 (
    id integer NOT NULL,
    k text
);
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES FROM (10) TO (20);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
ALTER TABLE r ADD CONSTRAINT r_id_fkey FOREIGN KEY (id) REFERENCES m (id);
