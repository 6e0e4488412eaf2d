-- up
DROP INDEX i;
DROP INDEX j;
-- drops column a.y with its values
ALTER TABLE a DROP COLUMN y;

-- down
-- the old values of a.y are not restored
ALTER TABLE a ADD COLUMN y INT;
CREATE INDEX i ON a (y);
CREATE INDEX j ON a (x) WHERE y > 0;
