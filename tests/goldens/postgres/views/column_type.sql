-- up
DROP VIEW b;
DROP VIEW a;
ALTER TABLE users ALTER COLUMN n TYPE text;
CREATE VIEW a AS
SELECT users.n
   FROM users;
CREATE VIEW b AS
SELECT a.n
   FROM a;

-- down
DROP VIEW b;
DROP VIEW a;
ALTER TABLE users ALTER COLUMN n TYPE character varying(10);
CREATE VIEW a AS
SELECT users.n
   FROM users;
CREATE VIEW b AS
SELECT a.n
   FROM a;
