-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
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
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
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
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
