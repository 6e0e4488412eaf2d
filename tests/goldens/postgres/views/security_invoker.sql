-- up
CREATE OR REPLACE VIEW v WITH (security_invoker=true) AS
SELECT users.id,
    users.email
   FROM users;

-- down
CREATE OR REPLACE VIEW v AS
SELECT users.id,
    users.email
   FROM users;
