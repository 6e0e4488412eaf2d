-- up
ALTER TABLE users ADD COLUMN active boolean DEFAULT true NOT NULL;

-- down
ALTER TABLE users DROP COLUMN active;
