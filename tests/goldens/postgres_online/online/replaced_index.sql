-- up
CREATE INDEX CONCURRENTLY users_age_new ON users (age, email);
BEGIN;
SET LOCAL lock_timeout = '500ms';
COMMENT ON INDEX users_age_new IS 'two columns';
COMMIT;
DROP INDEX CONCURRENTLY users_age;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER INDEX users_age_new RENAME TO users_age;
COMMIT;

-- down
CREATE INDEX CONCURRENTLY users_age_new ON users (age);
DROP INDEX CONCURRENTLY users_age;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER INDEX users_age_new RENAME TO users_age;
COMMIT;
