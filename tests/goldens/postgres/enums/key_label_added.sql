-- up
ALTER TYPE mood ADD VALUE 'c';

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE m (
    e mood
) PARTITION BY LIST (e);
CREATE TABLE m_a (
    e mood
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a', 'b');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'c': change such rows first
-- fails when a row fits no partition
INSERT INTO m (e)
SELECT e::text::mood
FROM m__old;
DROP TABLE m__old;
DROP TYPE mood__old;
