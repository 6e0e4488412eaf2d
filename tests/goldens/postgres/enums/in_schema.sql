-- up
-- fails when a row holds 'b': change such rows first
ALTER TYPE s.e RENAME TO e__old;
CREATE TYPE s.e AS ENUM ('a');
ALTER TABLE s.t ALTER COLUMN e DROP DEFAULT;
ALTER TABLE s.t ALTER COLUMN e TYPE s.e USING e::text::s.e;
ALTER TABLE s.t ALTER COLUMN e SET DEFAULT 'a'::s.e;
DROP TYPE s.e__old;

-- down
ALTER TYPE s.e ADD VALUE 'b';
