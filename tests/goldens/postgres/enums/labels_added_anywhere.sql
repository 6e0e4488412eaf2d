-- up
ALTER TYPE e ADD VALUE 'a' BEFORE 'b';
ALTER TYPE e ADD VALUE 'a2' AFTER 'a';
ALTER TYPE e ADD VALUE 'c' AFTER 'b';
ALTER TYPE e ADD VALUE 'e';
ALTER TYPE e ADD VALUE 'f';

-- down
-- fails when a row holds 'a' or 'a2' or 'c' or 'e' or 'f': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('b', 'd');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
DROP TYPE e__old;
