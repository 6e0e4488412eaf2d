-- up
DROP VIEW v;
ALTER TABLE users ALTER COLUMN n TYPE bigint;
CREATE VIEW v AS
SELECT users.id,
    users.n
   FROM users;
GRANT SELECT ON TABLE v TO pg_monitor;
GRANT UPDATE (n) ON TABLE v TO PUBLIC;

-- down
DROP VIEW v;
ALTER TABLE users ALTER COLUMN n TYPE integer;
CREATE VIEW v AS
SELECT users.id,
    users.n
   FROM users;
GRANT INSERT, SELECT ON TABLE v TO pg_monitor;
GRANT UPDATE (n) ON TABLE v TO PUBLIC;
