-- up
DROP INDEX i;
ALTER TYPE role RENAME TO role__old;
CREATE TYPE role AS ENUM ('a', 'b');
ALTER TABLE t
    ALTER COLUMN r DROP DEFAULT,
    ALTER COLUMN r TYPE role USING r::text::role,
    ALTER COLUMN r SET DEFAULT 'a'::role,
    ALTER COLUMN rs TYPE role[] USING rs::text[]::role[];
CREATE INDEX i ON t (r) WHERE r <> 'b'::role;
DROP DOMAIN role__old;

-- down
DROP INDEX i;
ALTER TYPE role RENAME TO role__old;
CREATE DOMAIN role AS text CONSTRAINT role_check CHECK ((VALUE = ANY (ARRAY['a'::text, 'b'::text])));
ALTER TABLE t
    ALTER COLUMN r DROP DEFAULT,
    ALTER COLUMN r TYPE role USING r::text,
    ALTER COLUMN r SET DEFAULT 'a'::text,
    ALTER COLUMN rs TYPE role[] USING rs::text[]::role[];
CREATE INDEX i ON t (r) WHERE (r)::text <> 'b'::text;
DROP TYPE role__old;
