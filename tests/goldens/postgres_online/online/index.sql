-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
CREATE TABLE orgs (
    id integer,
    name text
);
CREATE INDEX orgs_name ON orgs (name);
COMMIT;
CREATE INDEX CONCURRENTLY users_age ON users (age) INCLUDE (email) WITH (fillfactor='80') WHERE age > 17;
BEGIN;
SET LOCAL lock_timeout = '500ms';
COMMENT ON INDEX users_age IS 'adults';
COMMIT;

-- down
BEGIN;
SET LOCAL lock_timeout = '500ms';
DROP TABLE orgs;
COMMIT;
DROP INDEX CONCURRENTLY users_age;
