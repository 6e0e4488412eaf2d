-- up
CREATE VIEW a WITH (security_barrier=true) AS
SELECT users.id
   FROM users;
CREATE VIEW c WITH (check_option=local) AS
SELECT users.id
   FROM users
  WHERE (users.id > 0);

-- down
DROP VIEW a;
DROP VIEW c;
