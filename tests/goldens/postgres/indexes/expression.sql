-- up
CREATE INDEX i ON users ((lower(b)), a DESC NULLS LAST, (a + 1), b NULLS FIRST);

-- down
DROP INDEX i;
