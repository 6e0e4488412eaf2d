-- up
ALTER EXTENSION citext SET SCHEMA x;

-- down
ALTER EXTENSION citext SET SCHEMA public;
