-- up
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'new');
ALTER TABLE t
    ALTER COLUMN s TYPE mood USING s::text::mood,
    ALTER COLUMN m TYPE mood USING m::text::mood;
DROP TYPE mood__old;

-- down
-- fails when a row holds 'new': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a');
ALTER TABLE t
    ALTER COLUMN m TYPE mood USING m::text::mood,
    ALTER COLUMN s TYPE text USING s::text;
DROP TYPE mood__old;
