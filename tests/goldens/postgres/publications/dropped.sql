-- up
DROP PUBLICATION p;
COMMENT ON PUBLICATION q IS NULL;
-- drops table logs with its rows
DROP TABLE logs;

-- down
CREATE TABLE logs (
    at timestamp without time zone
);
COMMENT ON PUBLICATION q IS 'old';
CREATE PUBLICATION p FOR TABLE ONLY logs, ONLY users;
