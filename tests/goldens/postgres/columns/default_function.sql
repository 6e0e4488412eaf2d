-- up
ALTER TABLE users ALTER COLUMN a SET DEFAULT (now() + '1 day'::interval);

-- down
ALTER TABLE users ALTER COLUMN a SET DEFAULT now();
