-- up
ALTER TYPE role ADD VALUE 'guest';

-- down
-- fails when a row holds 'guest': change such rows first
ALTER TYPE role RENAME TO role__old;
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ALTER COLUMN role DROP DEFAULT;
ALTER TABLE users ALTER COLUMN role TYPE role USING role::text::role;
ALTER TABLE users ALTER COLUMN role SET DEFAULT 'patient'::role;
DROP TYPE role__old;
