-- up
ALTER TABLE a ADD COLUMN y TEXT DEFAULT 'd';
ALTER TABLE a ADD COLUMN z INT;
-- drops column a.x with its values
ALTER TABLE a DROP COLUMN x;

-- down
-- the old values of a.x are not restored
ALTER TABLE a ADD COLUMN x INT;
ALTER TABLE a DROP COLUMN y;
ALTER TABLE a DROP COLUMN z;
