-- 0003 label_added
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * enum user_role: labels (therapist, patient, admin) → (therapist, patient, supervisor, admin)

-- migrate:up
ALTER TYPE user_role ADD VALUE 'supervisor' AFTER 'patient';

-- migrate:down
-- fails when a row holds 'supervisor': change such rows first
ALTER TYPE user_role RENAME TO user_role__old;
CREATE TYPE user_role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE user_role USING role::text::user_role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::user_role;
DROP TYPE user_role__old;
