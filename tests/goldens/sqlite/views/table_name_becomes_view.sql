-- up
-- drops table b with its rows
DROP TABLE b;
CREATE VIEW b AS SELECT x FROM a;

-- down
DROP VIEW b;
-- the rows that b held are not brought back
CREATE TABLE b (
    x INT
);
