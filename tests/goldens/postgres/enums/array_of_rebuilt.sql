-- up
-- fails when a row holds 'z': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TABLE t
    ALTER COLUMN one DROP DEFAULT,
    ALTER COLUMN one TYPE mood[] USING ARRAY[one::text::mood]::mood[],
    ALTER COLUMN one SET DEFAULT '{}'::mood[],
    ALTER COLUMN many TYPE mood[] USING many::text[]::mood[];
DROP TYPE mood__old;

-- down
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('z', 'a', 'b');
-- one: keeps the first element of each array; the others are lost
ALTER TABLE t
    ALTER COLUMN one DROP DEFAULT,
    ALTER COLUMN one TYPE mood USING one[1]::text::mood,
    ALTER COLUMN one SET DEFAULT 'a'::mood,
    ALTER COLUMN many TYPE mood[] USING many::text[]::mood[];
DROP TYPE mood__old;
