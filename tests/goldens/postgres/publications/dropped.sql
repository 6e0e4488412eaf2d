-- up
DROP PUBLICATION p;
-- drops table logs with its rows
DROP TABLE logs;
COMMENT ON PUBLICATION q IS NULL;

-- down
CREATE TABLE logs (
    at timestamp without time zone
);
CREATE PUBLICATION p FOR TABLE ONLY logs, ONLY users;
COMMENT ON PUBLICATION q IS 'old';
