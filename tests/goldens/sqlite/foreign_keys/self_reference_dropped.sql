-- up
-- With foreign keys off, dropping a table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table t with its rows
DROP TABLE t;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the rows that t held are not brought back
CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE RESTRICT
);
