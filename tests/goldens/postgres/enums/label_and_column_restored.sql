-- up
-- drops column t.k with its values
ALTER TABLE t DROP COLUMN k;
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a');
DROP TYPE kind__old;

-- down
ALTER TYPE kind ADD VALUE 'z' BEFORE 'a';
-- the old values of t.k are not restored; existing rows get 'a'
ALTER TABLE t ADD COLUMN k kind DEFAULT 'a' NOT NULL;
ALTER TABLE t ALTER COLUMN k DROP DEFAULT;
