-- up
DROP INDEX CONCURRENTLY users_age;
DROP INDEX CONCURRENTLY users_org;
BEGIN;
SET LOCAL lock_timeout = '500ms';
-- drops column users.org with its values
ALTER TABLE users DROP COLUMN org;
COMMIT;

-- down
BEGIN;
SET LOCAL lock_timeout = '500ms';
-- the old values of users.org are not restored
ALTER TABLE users ADD COLUMN org integer;
COMMIT;
CREATE INDEX CONCURRENTLY users_age ON users (age);
CREATE INDEX CONCURRENTLY users_org ON users (org, age);
