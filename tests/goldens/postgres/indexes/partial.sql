-- up
CREATE UNIQUE INDEX one ON users (a) WHERE b IS NOT NULL;

-- down
DROP INDEX one;
