-- up
ALTER TABLE users ADD COLUMN nick text;

-- down
ALTER TABLE users DROP COLUMN nick;
