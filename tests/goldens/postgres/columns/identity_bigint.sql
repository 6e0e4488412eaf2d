-- up
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- down
ALTER TABLE t ALTER COLUMN id TYPE integer;
