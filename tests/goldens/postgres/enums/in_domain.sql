-- up
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TYPE fine RENAME TO fine__old;
CREATE DOMAIN fine AS mood DEFAULT 'a'::mood CONSTRAINT fine_check CHECK ((VALUE <> 'b'::mood));
ALTER TABLE t
    ALTER COLUMN f TYPE fine USING f::text::fine,
    ALTER COLUMN m TYPE mood USING m::text::mood,
    ALTER COLUMN fs TYPE fine[] USING fs::text[]::fine[];
DROP DOMAIN fine__old;
DROP TYPE mood__old;

-- down
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TYPE fine RENAME TO fine__old;
CREATE DOMAIN fine AS mood DEFAULT 'a'::mood CONSTRAINT fine_check CHECK ((VALUE <> 'b'::mood));
ALTER TABLE t
    ALTER COLUMN f TYPE fine USING f::text::fine,
    ALTER COLUMN m TYPE mood USING m::text::mood,
    ALTER COLUMN fs TYPE fine[] USING fs::text[]::fine[];
DROP DOMAIN fine__old;
DROP TYPE mood__old;
