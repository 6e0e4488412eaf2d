-- up
ALTER TYPE amount RENAME TO amount__old;
CREATE DOMAIN amount AS bigint;
ALTER TABLE t ALTER COLUMN n TYPE amount;
DROP DOMAIN amount__old;
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK ((VALUE > 0)) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN amount IS 'for new rows';

-- down
ALTER TYPE amount RENAME TO amount__old;
CREATE DOMAIN amount AS integer;
ALTER TABLE t ALTER COLUMN n TYPE amount;
DROP DOMAIN amount__old;
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK ((VALUE > 0)) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN amount IS 'for new rows';
