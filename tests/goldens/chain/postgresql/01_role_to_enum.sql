-- 0002 role_to_enum
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new enum user_role (therapist, patient, admin)
-- * column users.role: type character varying(20) → user_role, default 'patient'::character varying → 'patient'::user_role
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT404 type-change-rewrites: users.role becomes user_role instead of varchar(20): every row is rewritten
-- * RT436 narrowing-type: users.role becomes user_role instead of varchar(20): values that are not of type user_role fail

-- migrate:up
CREATE TYPE user_role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE user_role USING role::text::user_role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::user_role;

-- migrate:down
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE character varying(20) USING role::text;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::character varying;
DROP TYPE user_role;
