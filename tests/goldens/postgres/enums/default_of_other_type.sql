-- up
ALTER TABLE t DROP CONSTRAINT t_s_check;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('c', 'a', 'b');
ALTER TABLE t ALTER COLUMN s SET DEFAULT ('a'::mood)::text;
ALTER TABLE t ADD CONSTRAINT t_s_check CHECK (s <> ('b'::mood)::text);
DROP TYPE mood__old;

-- down
ALTER TABLE t DROP CONSTRAINT t_s_check;
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
ALTER TABLE t ALTER COLUMN s SET DEFAULT ('a'::mood)::text;
ALTER TABLE t ADD CONSTRAINT t_s_check CHECK (s <> ('b'::mood)::text);
DROP TYPE mood__old;
