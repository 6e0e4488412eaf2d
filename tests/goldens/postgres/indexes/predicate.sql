-- up
DROP INDEX i;
CREATE INDEX i ON users (a) WHERE a > 1;

-- down
DROP INDEX i;
CREATE INDEX i ON users (a) WHERE a > 0;
