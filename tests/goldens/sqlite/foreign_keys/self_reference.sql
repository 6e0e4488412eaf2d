-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table t anew, because ALTER TABLE can't do this:
--   t: new unique constraint (n)
--   t: foreign key (up) → t (id) ON DELETE CASCADE dropped
--   t: new foreign key (up) → t (id) ON DELETE SET NULL
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    n INT UNIQUE,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE SET NULL
);
INSERT INTO new_t (id, up)
SELECT id, up
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table t anew, because ALTER TABLE can't do this:
--   column t.n dropped
--   t: unique constraint (n) dropped
--   t: foreign key (up) → t (id) ON DELETE SET NULL dropped
--   t: new foreign key (up) → t (id) ON DELETE CASCADE
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE CASCADE
);
INSERT INTO new_t (id, up)
SELECT id, up
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
