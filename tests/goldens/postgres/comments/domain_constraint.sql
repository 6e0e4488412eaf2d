-- up
COMMENT ON DOMAIN positive IS 'more than none';
COMMENT ON CONSTRAINT above ON DOMAIN positive IS 'why';

-- down
COMMENT ON DOMAIN positive IS NULL;
COMMENT ON CONSTRAINT above ON DOMAIN positive IS NULL;
