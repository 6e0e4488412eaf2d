-- up
ALTER TABLE m ALTER COLUMN id TYPE bigint;

-- down
ALTER TABLE m ALTER COLUMN id TYPE integer;
