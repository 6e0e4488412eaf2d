-- up
-- Foreign keys are off, so that DROP TABLE does not change rows that reference the table.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table a with its rows
DROP TABLE a;
-- drops table b with its rows
DROP TABLE b;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the old rows of b are not restored
CREATE TABLE b (
    id INTEGER PRIMARY KEY,
    a INTEGER,
    FOREIGN KEY (a) REFERENCES a (id)
);
-- the old rows of a are not restored
CREATE TABLE a (
    id INTEGER PRIMARY KEY,
    b INTEGER,
    FOREIGN KEY (b) REFERENCES b (id)
);
