-- up
DROP INDEX users_age;
CREATE INDEX users_age ON users (age, email);
COMMENT ON INDEX users_age IS 'two columns';

-- down
DROP INDEX users_age;
CREATE INDEX users_age ON users (age);
