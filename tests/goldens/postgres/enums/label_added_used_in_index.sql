-- up
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a', 'b');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
CREATE INDEX i ON t (e) WHERE e = 'b'::e;
DROP TYPE e__old;

-- down
DROP INDEX i;
-- fails when a row holds 'b': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
DROP TYPE e__old;
