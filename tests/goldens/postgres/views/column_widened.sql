-- up
DROP VIEW a;
ALTER TABLE users ALTER COLUMN n TYPE character varying(20);
CREATE VIEW a AS
SELECT users.n
   FROM users;

-- down
DROP VIEW a;
ALTER TABLE users ALTER COLUMN n TYPE character varying(10);
CREATE VIEW a AS
SELECT users.n
   FROM users;
