-- up
DROP INDEX i;
DROP INDEX j;
CREATE INDEX i ON users (a, b);
CREATE INDEX j ON users (b, a);

-- down
DROP INDEX i;
DROP INDEX j;
CREATE INDEX i ON users (a);
CREATE INDEX j ON users (b);
