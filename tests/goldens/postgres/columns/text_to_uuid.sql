-- up
ALTER TABLE users ALTER COLUMN t TYPE uuid USING t::uuid;

-- down
ALTER TABLE users ALTER COLUMN t TYPE text;
