-- up
ALTER TABLE users DROP CONSTRAINT users_email_key;
ALTER TABLE users DROP CONSTRAINT users_n_key;
ALTER TABLE users ADD CONSTRAINT users_email_n_key UNIQUE (email) INCLUDE (n);
ALTER TABLE users ADD CONSTRAINT users_n_key UNIQUE (n) DEFERRABLE INITIALLY DEFERRED;

-- down
ALTER TABLE users DROP CONSTRAINT users_email_n_key;
ALTER TABLE users DROP CONSTRAINT users_n_key;
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE users ADD CONSTRAINT users_n_key UNIQUE (n);
