-- up
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 17);
COMMENT ON CONSTRAINT users_age_check ON users IS 'adults';
ALTER TABLE users ADD CONSTRAINT users_org_fkey FOREIGN KEY (org) REFERENCES orgs (id) ON DELETE CASCADE;

-- down
ALTER TABLE users DROP CONSTRAINT users_org_fkey;
ALTER TABLE users DROP CONSTRAINT users_age_check;
