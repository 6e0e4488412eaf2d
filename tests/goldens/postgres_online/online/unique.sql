-- up
CREATE UNIQUE INDEX CONCURRENTLY users_age_key ON users (age, email);
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ADD CONSTRAINT users_age_key UNIQUE USING INDEX users_age_key DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT users_age_key ON users IS 'checked at commit';
COMMIT;
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email) INCLUDE (age) NULLS NOT DISTINCT WITH (fillfactor='70');
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;
COMMIT;

-- down
ALTER TABLE users DROP CONSTRAINT users_age_key;
ALTER TABLE users DROP CONSTRAINT users_email_key;
