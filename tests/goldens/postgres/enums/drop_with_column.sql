-- up
-- drops column users.role with its values
ALTER TABLE users DROP COLUMN role;
DROP TYPE role;

-- down
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
-- the old values of users.role are not restored
ALTER TABLE users ADD COLUMN role role DEFAULT 'patient'::role NOT NULL;
