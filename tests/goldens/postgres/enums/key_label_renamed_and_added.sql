-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('x', 'z', 'b');
CREATE TABLE m (
    e mood,
    n integer
) PARTITION BY LIST (e);
CREATE TABLE m_b (
    e mood,
    n integer
);
ALTER TABLE m ATTACH PARTITION m_b FOR VALUES IN ('b');
CREATE TABLE m_a (
    e mood,
    n integer
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('x', 'z');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (e, n)
SELECT (CASE e::text WHEN 'a' THEN 'x' ELSE e::text END)::mood, n
FROM m__old;
DROP TABLE m__old;
DROP TYPE mood__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m_a RENAME TO m_a__old;
ALTER TABLE m_b RENAME TO m_b__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE m (
    e mood,
    n integer
) PARTITION BY LIST (e);
CREATE TABLE m_b (
    e mood,
    n integer
);
ALTER TABLE m ATTACH PARTITION m_b FOR VALUES IN ('b');
CREATE TABLE m_a (
    e mood,
    n integer
);
ALTER TABLE m ATTACH PARTITION m_a FOR VALUES IN ('a');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'z': change such rows first
-- fails when a row fits no partition
INSERT INTO m (e, n)
SELECT (CASE e::text WHEN 'x' THEN 'a' ELSE e::text END)::mood, n
FROM m__old;
DROP TABLE m__old;
DROP TYPE mood__old;
