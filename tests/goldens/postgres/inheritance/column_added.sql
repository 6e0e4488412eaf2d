-- up
ALTER TABLE base ADD COLUMN n integer;

-- down
ALTER TABLE base DROP COLUMN n;
