-- up
ALTER TABLE users ADD CONSTRAINT users_age_key UNIQUE (age, email) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT users_age_key ON users IS 'checked at commit';
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE NULLS NOT DISTINCT (email) INCLUDE (age) WITH (fillfactor='70');

-- down
ALTER TABLE users DROP CONSTRAINT users_age_key;
ALTER TABLE users DROP CONSTRAINT users_email_key;
