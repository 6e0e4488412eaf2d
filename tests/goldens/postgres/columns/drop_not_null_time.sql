-- up
-- drops column users.v with its values
ALTER TABLE users DROP COLUMN v;

-- down
-- the old values of users.v are not restored; existing rows get '00:00'
ALTER TABLE users ADD COLUMN v time without time zone DEFAULT '00:00' NOT NULL;
ALTER TABLE users ALTER COLUMN v DROP DEFAULT;
