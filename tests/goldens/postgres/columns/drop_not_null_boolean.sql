-- up
-- drops column users.v with its values
ALTER TABLE users DROP COLUMN v;

-- down
-- the old values of users.v are not restored; existing rows get false
ALTER TABLE users ADD COLUMN v boolean DEFAULT false NOT NULL;
ALTER TABLE users ALTER COLUMN v DROP DEFAULT;
