-- up
-- drops column t.a with its values
ALTER TABLE t DROP COLUMN a;

-- down
-- the old values of t.a are not restored
ALTER TABLE t ADD COLUMN a TEXT;
