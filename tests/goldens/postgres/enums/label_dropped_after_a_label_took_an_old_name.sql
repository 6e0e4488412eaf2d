-- up
-- fails when a row holds 'closed': change such rows first
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('opened', 'open');
ALTER TABLE t ALTER COLUMN s DROP DEFAULT;
ALTER TABLE t ALTER COLUMN s TYPE e USING s::text::e;
ALTER TABLE t ALTER COLUMN s SET DEFAULT 'opened'::e;
DROP TYPE e__old;

-- down
ALTER TYPE e ADD VALUE 'closed' AFTER 'opened';
