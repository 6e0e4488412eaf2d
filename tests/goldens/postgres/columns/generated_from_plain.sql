-- up
DROP INDEX t_total;
-- drops column t.total with its values
ALTER TABLE t DROP COLUMN total;
ALTER TABLE t ADD COLUMN total integer GENERATED ALWAYS AS (a + b) STORED;
COMMENT ON COLUMN t.total IS 'of both';
CREATE INDEX t_total ON t (total);

-- down
ALTER TABLE t ALTER COLUMN total DROP EXPRESSION;
