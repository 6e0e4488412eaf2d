-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.high dropped
--   t: check constraint (low <= high) dropped
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    low INT,
    note TEXT
);
-- drops column t.high with its values
INSERT INTO new_t (id, low, note)
SELECT id, low, note
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the old values of t.high are not restored
ALTER TABLE t ADD COLUMN high INT CHECK (low <= high);
