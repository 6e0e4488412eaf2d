-- up
ALTER TABLE a ADD COLUMN z INT DEFAULT 2;
-- drops column a.y with its values
ALTER TABLE a DROP COLUMN y;

-- down
-- the old values of a.y are not restored
ALTER TABLE a ADD COLUMN y INT;
ALTER TABLE a DROP COLUMN z;
