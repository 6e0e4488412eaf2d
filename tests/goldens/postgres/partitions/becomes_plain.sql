-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE r DROP CONSTRAINT r_id_fkey;
CREATE TABLE m (
    id integer NOT NULL,
    k text
);
ALTER TABLE m__old DETACH PARTITION m1;
-- table m is made anew: all of its rows are copied, and it is locked until the end
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
-- table m is made anew: all of its rows are copied, and it is locked until the end
-- fails when no partition takes a row
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
ALTER TABLE r ADD CONSTRAINT r_id_fkey FOREIGN KEY (id) REFERENCES m (id);
