-- up
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS bigint;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a', 'c');
ALTER TABLE t
    ALTER COLUMN m TYPE mood USING m::text::mood,
    ALTER COLUMN n TYPE d;
GRANT USAGE ON TYPE d TO pg_monitor;
REVOKE USAGE ON TYPE mood FROM PUBLIC;
GRANT USAGE ON TYPE mood TO pg_monitor;
DROP DOMAIN d__old;
DROP TYPE mood__old;

-- down
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS integer;
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
ALTER TABLE t
    ALTER COLUMN m TYPE mood USING m::text::mood,
    ALTER COLUMN n TYPE d;
GRANT USAGE ON TYPE d TO pg_monitor;
REVOKE USAGE ON TYPE mood FROM PUBLIC;
GRANT USAGE ON TYPE mood TO pg_monitor;
DROP DOMAIN d__old;
DROP TYPE mood__old;
