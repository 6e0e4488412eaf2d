-- up
DROP INDEX i;
DROP INDEX j;
-- drops column users.a with its values
ALTER TABLE users DROP COLUMN a;

-- down
-- the values that users.a held are not brought back
ALTER TABLE users ADD COLUMN a integer;
CREATE INDEX i ON users (a);
CREATE INDEX j ON users (b) WHERE a > 0;
