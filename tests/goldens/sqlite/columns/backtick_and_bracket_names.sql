-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.c: NOT NULL
CREATE TABLE new_t (
    a INT,
    b TEXT,
    c TEXT NOT NULL
);
-- fails when a row holds NULL in t.c
INSERT INTO new_t (rowid, a, b, c)
SELECT rowid, a, b, c
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
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.c: NOT NULL dropped
CREATE TABLE new_t (
    a INT,
    b TEXT,
    c TEXT
);
INSERT INTO new_t (rowid, a, b, c)
SELECT rowid, a, b, c
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
