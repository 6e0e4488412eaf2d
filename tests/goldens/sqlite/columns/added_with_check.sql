-- up
ALTER TABLE t ADD COLUMN n INT CHECK (n > 0);
ALTER TABLE t ADD COLUMN m TEXT NOT NULL DEFAULT 'a' CHECK (m IN ('a', 'b'));

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.n dropped
--   column t.m dropped
--   t: check constraint (m IN ('a', 'b')) dropped
--   t: check constraint (n > 0) dropped
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY
);
INSERT INTO new_t (id)
SELECT id
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
