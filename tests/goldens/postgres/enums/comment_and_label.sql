-- up
ALTER TYPE role RENAME TO role__old;
CREATE TYPE role AS ENUM ('patient');
COMMENT ON TYPE role IS 'who';
DROP TYPE role__old;

-- down
ALTER TYPE role ADD VALUE 'therapist' BEFORE 'patient';
ALTER TYPE role ADD VALUE 'admin';
