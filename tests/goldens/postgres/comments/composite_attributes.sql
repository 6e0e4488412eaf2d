-- up
COMMENT ON TYPE pair IS 'two';
COMMENT ON COLUMN pair.b IS 'the second';

-- down
COMMENT ON TYPE pair IS NULL;
COMMENT ON COLUMN pair.b IS NULL;
