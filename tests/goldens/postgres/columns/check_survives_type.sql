-- up
ALTER TABLE users DROP CONSTRAINT users_n_check;
ALTER TABLE users ALTER COLUMN n TYPE text;
ALTER TABLE users ADD CONSTRAINT users_n_check CHECK (n IS NOT NULL);

-- down
ALTER TABLE users DROP CONSTRAINT users_n_check;
ALTER TABLE users ALTER COLUMN n TYPE integer USING n::integer;
ALTER TABLE users ADD CONSTRAINT users_n_check CHECK (n IS NOT NULL);
