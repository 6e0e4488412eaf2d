-- up
CREATE RULE r AS
    ON DELETE TO users DO INSTEAD NOTHING;

-- down
DROP RULE r ON users;
