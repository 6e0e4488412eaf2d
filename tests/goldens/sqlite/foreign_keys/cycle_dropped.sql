-- up
-- With foreign keys off, dropping a table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table a with its rows
DROP TABLE a;
-- drops table b with its rows
DROP TABLE b;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the rows that b held are not brought back
CREATE TABLE b (
    id INTEGER PRIMARY KEY,
    a INTEGER,
    FOREIGN KEY (a) REFERENCES a (id)
);
-- the rows that a held are not brought back
CREATE TABLE a (
    id INTEGER PRIMARY KEY,
    b INTEGER,
    FOREIGN KEY (b) REFERENCES b (id)
);
