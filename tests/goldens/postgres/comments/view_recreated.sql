-- up
DROP VIEW v;
ALTER TABLE users ALTER COLUMN n TYPE bigint;
CREATE VIEW v AS
SELECT users.id,
    users.n
   FROM users;
ALTER VIEW v ALTER COLUMN n SET DEFAULT 7;
COMMENT ON COLUMN v.n IS 'a number';

-- down
DROP VIEW v;
ALTER TABLE users ALTER COLUMN n TYPE integer;
CREATE VIEW v AS
SELECT users.id,
    users.n
   FROM users;
ALTER VIEW v ALTER COLUMN n SET DEFAULT 7;
COMMENT ON COLUMN v.n IS 'a number';
