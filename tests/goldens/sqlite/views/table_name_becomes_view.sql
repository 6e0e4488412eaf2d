-- up
-- drops table b with its rows
DROP TABLE b;
CREATE VIEW b AS SELECT x FROM a;

-- down
DROP VIEW b;
-- the old rows of b are not restored
CREATE TABLE b (
    x INT
);
