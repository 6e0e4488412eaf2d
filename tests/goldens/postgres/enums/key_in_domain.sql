-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_d RENAME TO m_d__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TYPE state RENAME TO state__old;
CREATE DOMAIN state AS mood;
CREATE TABLE m (
    s state DEFAULT 'a'::mood,
    t mood
) PARTITION BY LIST (s);
CREATE TABLE m_d (
    s state DEFAULT 'a'::mood,
    t mood
);
ALTER TABLE m ATTACH PARTITION m_d DEFAULT;
CREATE TABLE m_a (
    s state DEFAULT 'a'::mood,
    t mood
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
INSERT INTO m (s, t)
SELECT s::text::state, t::text::mood
FROM m__old;
DROP TABLE m__old;
DROP DOMAIN state__old;
DROP TYPE mood__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_d RENAME TO m_d__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TYPE state RENAME TO state__old;
CREATE DOMAIN state AS mood CONSTRAINT state_check CHECK ((VALUE <> 'c'::mood));
CREATE TABLE m (
    s state DEFAULT 'a'::mood,
    t mood
) PARTITION BY LIST (s);
CREATE TABLE m_d (
    s state DEFAULT 'a'::mood,
    t mood
);
ALTER TABLE m ATTACH PARTITION m_d DEFAULT;
CREATE TABLE m_a (
    s state DEFAULT 'a'::mood,
    t mood
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (s, t)
SELECT s::text::state, t::text::mood
FROM m__old;
DROP TABLE m__old;
DROP DOMAIN state__old;
DROP TYPE mood__old;
