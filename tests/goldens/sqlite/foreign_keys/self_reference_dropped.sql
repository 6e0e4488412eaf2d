-- up
-- Foreign keys are off, so that DROP TABLE does not change rows that reference the table.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table t with its rows
DROP TABLE t;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the old rows of t are not restored
CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE RESTRICT
);
