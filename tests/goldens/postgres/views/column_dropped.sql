-- up
DROP VIEW a;
CREATE VIEW a AS
SELECT users.id
   FROM users;
-- drops column users.n with its values
ALTER TABLE users DROP COLUMN n;

-- down
-- the old values of users.n are not restored
ALTER TABLE users ADD COLUMN n text;
CREATE OR REPLACE VIEW a AS
SELECT users.id,
    users.n
   FROM users;
