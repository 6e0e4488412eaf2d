-- up
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
ALTER TABLE users ADD COLUMN role role DEFAULT 'patient'::role NOT NULL;

-- down
ALTER TABLE users DROP COLUMN role;
DROP TYPE role;
