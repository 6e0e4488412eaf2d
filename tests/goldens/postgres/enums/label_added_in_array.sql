-- up
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t ALTER COLUMN m TYPE mood[] USING m::text[]::mood[];
ALTER TABLE t ALTER COLUMN m SET DEFAULT '{a,c}'::mood[];
DROP TYPE mood__old;

-- down
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t ALTER COLUMN m TYPE mood[] USING m::text[]::mood[];
ALTER TABLE t ALTER COLUMN m SET DEFAULT '{a}'::mood[];
DROP TYPE mood__old;
