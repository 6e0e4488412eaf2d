-- up
COMMENT ON TYPE role IS 'who';

-- down
COMMENT ON TYPE role IS NULL;
