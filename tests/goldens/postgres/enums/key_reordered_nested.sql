-- up
ALTER TABLE m_1 RENAME TO m_1__old;
ALTER TABLE m_1a RENAME TO m_1a__old;
ALTER TABLE m_1d RENAME TO m_1d__old;
DROP VIEW v;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a', 'c');
ALTER TABLE m DETACH PARTITION m_1__old;
ALTER TABLE m ALTER COLUMN e TYPE mood USING e::text::mood;
CREATE TABLE m_1 (
    id integer,
    e mood
) PARTITION BY RANGE (e);
CREATE TABLE m_1d (
    id integer,
    e mood
);
ALTER TABLE m_1 ATTACH PARTITION m_1d DEFAULT;
CREATE TABLE m_1a (
    id integer,
    e mood
);
ALTER TABLE m_1 ATTACH PARTITION m_1a FOR VALUES FROM ('a') TO ('c');
-- rebuilds table m_1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m_1 (id, e)
SELECT id, e::text::mood
FROM m_1__old;
DROP TABLE m_1__old;
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES FROM (0) TO (10);
CREATE VIEW v AS
SELECT m_1a.id,
    m_1a.e
   FROM m_1a;
DROP TYPE mood__old;

-- down
ALTER TABLE m_1 RENAME TO m_1__old;
ALTER TABLE m_1a RENAME TO m_1a__old;
ALTER TABLE m_1d RENAME TO m_1d__old;
DROP VIEW v;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TABLE m DETACH PARTITION m_1__old;
ALTER TABLE m ALTER COLUMN e TYPE mood USING e::text::mood;
CREATE TABLE m_1 (
    id integer,
    e mood
) PARTITION BY RANGE (e);
CREATE TABLE m_1d (
    id integer,
    e mood
);
ALTER TABLE m_1 ATTACH PARTITION m_1d DEFAULT;
CREATE TABLE m_1a (
    id integer,
    e mood
);
ALTER TABLE m_1 ATTACH PARTITION m_1a FOR VALUES FROM ('a') TO ('c');
-- rebuilds table m_1: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m_1 (id, e)
SELECT id, e::text::mood
FROM m_1__old;
DROP TABLE m_1__old;
ALTER TABLE m ATTACH PARTITION m_1 FOR VALUES FROM (0) TO (10);
CREATE VIEW v AS
SELECT m_1a.id,
    m_1a.e
   FROM m_1a;
DROP TYPE mood__old;
