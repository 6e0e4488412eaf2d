-- up
CREATE VIEW a AS
SELECT users.id,
    users.email
   FROM users;
CREATE VIEW b AS
SELECT a.id
   FROM a;
COMMENT ON VIEW b IS 'x';

-- down
DROP VIEW b;
DROP VIEW a;
