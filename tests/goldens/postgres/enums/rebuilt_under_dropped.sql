-- up
DROP VIEW v;
ALTER TABLE u DROP CONSTRAINT known;
DROP INDEX t_a;
ALTER TABLE t DROP COLUMN g;
-- fails when a row holds 'a': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'c');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE u ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE t ADD CONSTRAINT t_m_check CHECK (m <> 'c'::mood);
CREATE INDEX u_c ON u (('c'::mood = m));
DROP TYPE mood__old;

-- down
ALTER TABLE t DROP CONSTRAINT t_m_check;
DROP INDEX u_c;
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE t ADD COLUMN g boolean GENERATED ALWAYS AS (m = 'a'::mood) STORED;
ALTER TABLE u ALTER COLUMN m TYPE mood USING m::text::mood;
ALTER TABLE u ADD CONSTRAINT known CHECK (m > 'a'::mood);
CREATE INDEX t_a ON t (old) WHERE m = 'a'::mood;
CREATE VIEW v AS
SELECT t.m
   FROM t;
DROP TYPE mood__old;
