-- up
-- drops column users.role with its values
ALTER TABLE users DROP COLUMN role;
DROP TYPE role;

-- down
CREATE TYPE role AS ENUM ('therapist', 'patient', 'admin');
-- the values that users.role held are not brought back
ALTER TABLE users ADD COLUMN role role DEFAULT 'patient'::role NOT NULL;
