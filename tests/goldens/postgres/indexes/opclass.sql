-- up
CREATE INDEX i ON users (b text_pattern_ops);
CREATE INDEX j ON users (b COLLATE "C");

-- down
DROP INDEX i;
DROP INDEX j;
