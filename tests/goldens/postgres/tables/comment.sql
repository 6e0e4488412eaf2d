-- up
COMMENT ON COLUMN users.email IS NULL;
COMMENT ON TABLE users IS 'two';

-- down
COMMENT ON COLUMN users.email IS 'x';
COMMENT ON TABLE users IS 'one';
