-- up
CREATE VIEW z AS
SELECT users.id
   FROM users;
CREATE VIEW a AS
SELECT z.id
   FROM z;

-- down
DROP VIEW a;
DROP VIEW z;
