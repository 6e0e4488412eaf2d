-- 0019 enum_to_varchar
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE character varying(20) USING role::text;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::character varying;
DROP TYPE user_role;

-- migrate:down
CREATE TYPE user_role AS ENUM ('therapist', 'patient', 'supervisor', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE user_role USING role::text::user_role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::user_role;
