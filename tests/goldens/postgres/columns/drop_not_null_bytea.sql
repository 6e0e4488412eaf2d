-- up
-- drops column users.v with its values
ALTER TABLE users DROP COLUMN v;

-- down
-- the values that users.v held are not brought back; existing rows get '\x'
ALTER TABLE users ADD COLUMN v bytea DEFAULT '\x' NOT NULL;
ALTER TABLE users ALTER COLUMN v DROP DEFAULT;
