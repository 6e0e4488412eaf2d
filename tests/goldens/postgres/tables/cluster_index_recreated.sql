-- up
DROP INDEX i;
CREATE INDEX i ON users (email DESC);
ALTER TABLE users CLUSTER ON i;

-- down
DROP INDEX i;
CREATE INDEX i ON users (email);
ALTER TABLE users CLUSTER ON i;
