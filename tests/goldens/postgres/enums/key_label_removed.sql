-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TABLE r DROP CONSTRAINT r_id_e_fkey;
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE m (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
) PARTITION BY LIST (e);
CREATE TABLE m_b (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
);
ALTER TABLE m ATTACH PARTITION m_b FOR VALUES IN ('a');
CREATE TABLE m_a (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('b');
ALTER TABLE r ALTER COLUMN e TYPE mood USING e::text::mood;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
-- fails when a row fits no partition
INSERT INTO m (id, e, note)
SELECT id, e::text::mood, note
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id, e);
ALTER TABLE r ADD CONSTRAINT r_id_e_fkey FOREIGN KEY (id, e) REFERENCES m (id, e) ON DELETE CASCADE;
DROP TYPE mood__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TABLE r DROP CONSTRAINT r_id_e_fkey;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE m (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
) PARTITION BY LIST (e);
CREATE TABLE m_c (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
);
ALTER TABLE m ATTACH PARTITION m_c FOR VALUES IN ('c');
CREATE TABLE m_b (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
);
ALTER TABLE m ATTACH PARTITION m_b FOR VALUES IN ('b');
CREATE TABLE m_a (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a');
ALTER TABLE r ALTER COLUMN e TYPE mood USING e::text::mood;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, e, note)
SELECT id, e::text::mood, note
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id, e);
ALTER TABLE r ADD CONSTRAINT r_id_e_fkey FOREIGN KEY (id, e) REFERENCES m (id, e) ON DELETE CASCADE;
DROP TYPE mood__old;
