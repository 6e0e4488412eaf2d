-- up
ALTER EXTENSION pg_trgm UPDATE;

-- down
