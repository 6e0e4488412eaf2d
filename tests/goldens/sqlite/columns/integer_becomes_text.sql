-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: type INTEGER → TEXT
--   column t.b: type REAL → TEXT
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT,
    b TEXT
);
-- values of t.b are rounded to 15 digits: REAL → TEXT
INSERT INTO new_t (id, a, b)
SELECT id, a, b
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
--   column t.a: type TEXT → INTEGER
--   column t.b: type TEXT → REAL
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a INTEGER,
    b REAL
);
-- values of t.a that read as numbers become numbers: TEXT → INTEGER
-- values of t.b that read as numbers become numbers: TEXT → REAL
INSERT INTO new_t (id, a, b)
SELECT id, a, b
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
