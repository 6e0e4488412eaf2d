-- up
COMMENT ON VIEW v IS 'all';
COMMENT ON COLUMN v.email IS 'the ''address''';

-- down
COMMENT ON VIEW v IS NULL;
COMMENT ON COLUMN v.email IS NULL;
