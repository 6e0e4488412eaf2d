-- up
CREATE INDEX i ON users (email);

-- down
DROP INDEX i;
