-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TABLE m (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
) PARTITION BY LIST (e);
COMMENT ON TABLE m IS 'by mood';
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
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (id, e, note)
SELECT id, e::text::mood, note
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id, e);
CREATE INDEX m_note ON m (note);
DROP TYPE mood__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE m (
    id integer NOT NULL,
    e mood NOT NULL,
    note text
) PARTITION BY LIST (e);
COMMENT ON TABLE m IS 'by mood';
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
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
-- fails when a row fits no partition
INSERT INTO m (id, e, note)
SELECT id, e::text::mood, note
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id, e);
CREATE INDEX m_note ON m (note);
DROP TYPE mood__old;
