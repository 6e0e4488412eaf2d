-- up
-- drops column users.name with its values
ALTER TABLE users DROP COLUMN name;

-- down
-- the old values of users.name are not restored; existing rows get ''
ALTER TABLE users ADD COLUMN name text DEFAULT '' NOT NULL;
ALTER TABLE users ALTER COLUMN name DROP DEFAULT;
