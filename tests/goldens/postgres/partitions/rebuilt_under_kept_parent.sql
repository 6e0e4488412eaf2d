-- up
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m1a RENAME TO m1a__old;
ALTER TABLE m1b RENAME TO m1b__old;
ALTER TABLE r DROP CONSTRAINT r_id_k_fkey;
CREATE TABLE m1 (
    id integer NOT NULL,
    k smallint NOT NULL
) PARTITION BY HASH (k);
CREATE TABLE m1b (
    id integer NOT NULL,
    k smallint NOT NULL
);
ALTER TABLE m1 ATTACH PARTITION m1b FOR VALUES WITH (modulus 2, remainder 1);
CREATE TABLE m1a (
    id integer NOT NULL,
    k smallint NOT NULL
);
ALTER TABLE m1 ATTACH PARTITION m1a FOR VALUES WITH (modulus 2, remainder 0);
ALTER TABLE m DETACH PARTITION m1__old;
-- rebuilds table m1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m1 (id, k)
SELECT id, k
FROM m1__old;
DROP TABLE m1__old;
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
ALTER TABLE r ADD CONSTRAINT r_id_k_fkey FOREIGN KEY (id, k) REFERENCES m (id, k);

-- down
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m1a RENAME TO m1a__old;
ALTER TABLE m1b RENAME TO m1b__old;
ALTER TABLE r DROP CONSTRAINT r_id_k_fkey;
CREATE TABLE m1 (
    id integer NOT NULL,
    k smallint NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE m1b (
    id integer NOT NULL,
    k smallint NOT NULL
);
ALTER TABLE m1 ATTACH PARTITION m1b FOR VALUES IN ('2');
CREATE TABLE m1a (
    id integer NOT NULL,
    k smallint NOT NULL
);
ALTER TABLE m1 ATTACH PARTITION m1a FOR VALUES IN ('1');
ALTER TABLE m DETACH PARTITION m1__old;
-- rebuilds table m1: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m1 (id, k)
SELECT id, k
FROM m1__old;
DROP TABLE m1__old;
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (10);
ALTER TABLE r ADD CONSTRAINT r_id_k_fkey FOREIGN KEY (id, k) REFERENCES m (id, k);
