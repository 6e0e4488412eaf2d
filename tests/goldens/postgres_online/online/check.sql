-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 17) NOT VALID;
COMMENT ON CONSTRAINT users_age_check ON users IS 'adults';
ALTER TABLE users ADD CONSTRAINT users_org_fkey FOREIGN KEY (org) REFERENCES orgs (id) ON DELETE CASCADE NOT VALID;
COMMIT;
ALTER TABLE users VALIDATE CONSTRAINT users_age_check;
ALTER TABLE users VALIDATE CONSTRAINT users_org_fkey;

-- down
ALTER TABLE users DROP CONSTRAINT users_org_fkey;
ALTER TABLE users DROP CONSTRAINT users_age_check;
