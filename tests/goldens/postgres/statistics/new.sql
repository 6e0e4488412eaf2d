-- up
CREATE STATISTICS s (dependencies) ON a, b FROM users;
COMMENT ON STATISTICS s IS 'x';

-- down
DROP STATISTICS s;
