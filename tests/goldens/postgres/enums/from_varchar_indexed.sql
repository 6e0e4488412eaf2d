-- up
ALTER TABLE users DROP CONSTRAINT users_role_check;
DROP INDEX i;
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE role USING role::text::role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::role;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role <> 'therapist'::role);
CREATE INDEX i ON users (role) WHERE role = 'admin'::role;

-- down
ALTER TABLE users DROP CONSTRAINT users_role_check;
DROP INDEX i;
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE character varying(20) USING role::text;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::character varying;
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK ((role)::text <> 'x'::text);
CREATE INDEX i ON users (role) WHERE (role)::text = 'admin'::text;
DROP TYPE role;
