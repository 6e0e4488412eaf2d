-- up
-- drops table a with its rows
DROP TABLE a;
CREATE INDEX by_x ON b (x);

-- down
DROP INDEX by_x;
-- the old rows of a are not restored
CREATE TABLE a (
    x INT
);
CREATE INDEX by_x ON a (x);
