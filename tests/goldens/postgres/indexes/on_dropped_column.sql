-- up
DROP INDEX i;
DROP INDEX j;
-- drops column users.a with its values
ALTER TABLE users DROP COLUMN a;

-- down
-- the old values of users.a are not restored
ALTER TABLE users ADD COLUMN a integer;
CREATE INDEX i ON users (a);
CREATE INDEX j ON users (b) WHERE a > 0;
