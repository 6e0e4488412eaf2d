-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE t RENAME COLUMN a TO old_a;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.old_a: NOT NULL, default none → ''
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    old_a TEXT NOT NULL DEFAULT '',
    a INTEGER,
    CHECK (a > 0)
);
INSERT INTO new_t (id, old_a)
SELECT id, COALESCE(old_a, '')
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE t RENAME COLUMN a TO a__old;
ALTER TABLE t RENAME COLUMN old_a TO a;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a__old dropped
--   column t.a: NOT NULL dropped, default '' → none
--   t: check constraint (a__old > 0) dropped
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT
);
INSERT INTO new_t (id, a)
SELECT id, a
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
