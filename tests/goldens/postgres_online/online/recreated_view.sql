-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
DROP VIEW ages;
-- rewrites users, and blocks its reads and writes: view ages depends on it
-- blocks reads and writes of users until the rows are checked for NULL: other steps need it in the same transaction
ALTER TABLE users ALTER COLUMN age TYPE bigint;
-- fails when a row holds NULL in users.age
ALTER TABLE users ALTER COLUMN age SET NOT NULL;
CREATE VIEW ages AS
SELECT users.age
   FROM users;
COMMIT;
CREATE INDEX CONCURRENTLY users_age ON users (age);

-- down
DROP VIEW ages;
DROP INDEX users_age;
-- rewrites users, and blocks its reads and writes: view ages depends on it
ALTER TABLE users ALTER COLUMN age TYPE integer;
ALTER TABLE users ALTER COLUMN age DROP NOT NULL;
CREATE VIEW ages AS
SELECT users.age
   FROM users;
