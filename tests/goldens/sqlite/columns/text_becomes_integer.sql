-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.phone: type TEXT → INTEGER
--   column t.code: type TEXT → NUMERIC
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    phone INTEGER,
    code NUMERIC
);
-- values of t.phone that read as numbers become numbers: TEXT → INTEGER
-- values of t.code that read as numbers become numbers: TEXT → NUMERIC
INSERT INTO new_t (id, phone, code)
SELECT id, phone, code
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
--   column t.phone: type INTEGER → TEXT
--   column t.code: type NUMERIC → TEXT
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    phone TEXT,
    code TEXT
);
INSERT INTO new_t (id, phone, code)
SELECT id, phone, code
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
