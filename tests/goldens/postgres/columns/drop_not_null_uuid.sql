-- up
-- drops column users.v with its values
ALTER TABLE users DROP COLUMN v;

-- down
-- the old values of users.v are not restored; existing rows get gen_random_uuid()
ALTER TABLE users ADD COLUMN v uuid DEFAULT gen_random_uuid() NOT NULL;
ALTER TABLE users ALTER COLUMN v DROP DEFAULT;
