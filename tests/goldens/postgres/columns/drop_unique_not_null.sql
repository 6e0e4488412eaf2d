-- up
ALTER TABLE users DROP CONSTRAINT users_name_key;
ALTER TABLE users DROP CONSTRAINT users_ref_key;
-- drops column users.name with its values
ALTER TABLE users DROP COLUMN name;
-- drops column users.ref with its values
ALTER TABLE users DROP COLUMN ref;

-- down
-- the old values of users.name are not restored; existing rows get left(gen_random_uuid()::text, 10)
ALTER TABLE users ADD COLUMN name character varying(10) DEFAULT left(gen_random_uuid()::text, 10) NOT NULL;
ALTER TABLE users ALTER COLUMN name DROP DEFAULT;
-- the old values of users.ref are not restored; existing rows get gen_random_uuid()
ALTER TABLE users ADD COLUMN ref uuid DEFAULT gen_random_uuid() NOT NULL;
ALTER TABLE users ALTER COLUMN ref DROP DEFAULT;
ALTER TABLE users ADD CONSTRAINT users_name_key UNIQUE (name);
ALTER TABLE users ADD CONSTRAINT users_ref_key UNIQUE (ref);
