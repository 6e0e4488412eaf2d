-- up
DROP INDEX users_age;
DROP INDEX users_org;
-- drops column users.org with its values
ALTER TABLE users DROP COLUMN org;

-- down
-- the old values of users.org are not restored
ALTER TABLE users ADD COLUMN org integer;
CREATE INDEX users_age ON users (age);
CREATE INDEX users_org ON users (org, age);
