-- 0019 enum_to_varchar
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * enum user_role dropped
-- * column users.role: type user_role → character varying(20), default 'patient'::user_role → 'patient'::character varying
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT404 type-change-rewrites: users.role becomes varchar(20) instead of user_role: every row is rewritten
-- * RT447 drop-view-or-routine: drops the type user_role

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
