-- up
CREATE SCHEMA b;
COMMENT ON SCHEMA public IS 'ours';
COMMENT ON SCHEMA a IS 'last';
COMMENT ON SCHEMA b IS 'new';

-- down
COMMENT ON SCHEMA a IS 'first';
COMMENT ON SCHEMA public IS 'standard public schema';
DROP SCHEMA b;
