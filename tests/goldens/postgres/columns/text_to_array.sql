-- up
ALTER TABLE users ALTER COLUMN t TYPE integer[] USING CASE WHEN t IS NOT NULL THEN ARRAY[t]::integer[] END;

-- down
-- keeps the first element of each array; the others are lost
ALTER TABLE users ALTER COLUMN t TYPE integer USING t[1];
