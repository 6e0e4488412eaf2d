-- up
DROP STATISTICS gone;
-- drops column t.b with its values
ALTER TABLE t DROP COLUMN b;

-- down
-- the old values of t.b are not restored
ALTER TABLE t ADD COLUMN b integer;
CREATE STATISTICS gone ON a, b FROM t;
