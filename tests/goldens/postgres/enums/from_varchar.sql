-- up
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE role USING role::text::role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::role;

-- down
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE character varying(20) USING role::text;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::character varying;
DROP TYPE role;
