-- up
ALTER TABLE users ALTER COLUMN t DROP DEFAULT;
-- values without a time zone are in UTC
ALTER TABLE users ALTER COLUMN t TYPE timestamp with time zone USING t AT TIME ZONE 'UTC';
ALTER TABLE users ALTER COLUMN t SET DEFAULT now();

-- down
ALTER TABLE users ALTER COLUMN t DROP DEFAULT;
-- values without a time zone are in UTC
ALTER TABLE users ALTER COLUMN t TYPE timestamp without time zone USING t AT TIME ZONE 'UTC';
ALTER TABLE users ALTER COLUMN t SET DEFAULT now();
