-- up
DROP VIEW ages;
ALTER TABLE users ALTER COLUMN age TYPE bigint;
-- fails when a row holds NULL in users.age
ALTER TABLE users ALTER COLUMN age SET NOT NULL;
CREATE INDEX users_age ON users (age);
CREATE VIEW ages AS
SELECT users.age
   FROM users;

-- down
DROP VIEW ages;
DROP INDEX users_age;
ALTER TABLE users ALTER COLUMN age TYPE integer;
ALTER TABLE users ALTER COLUMN age DROP NOT NULL;
CREATE VIEW ages AS
SELECT users.age
   FROM users;
