-- up
-- drops column users.v with its values
ALTER TABLE users DROP COLUMN v;

-- down
-- the old values of users.v are not restored; existing rows get '\x'
ALTER TABLE users ADD COLUMN v bytea DEFAULT '\x' NOT NULL;
ALTER TABLE users ALTER COLUMN v DROP DEFAULT;
