-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: default -5 → -6
--   column t.b: default 'it''s' → 'it''s "so"'
--   column t.c: default 1.5e3 → -1.5e-3
--   column t.d: default x'0aff' → x'0a'
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a INT DEFAULT -6,
    b TEXT DEFAULT 'it''s "so"',
    c REAL DEFAULT -1.5e-3,
    d BLOB DEFAULT x'0a',
    e TEXT DEFAULT '-- no comment'
);
INSERT INTO new_t (id, a, b, c, d)
SELECT id, a, b, c, d
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
--   column t.a: default -6 → -5
--   column t.b: default 'it''s "so"' → 'it''s'
--   column t.c: default -1.5e-3 → 1.5e3
--   column t.d: default x'0a' → x'0aff'
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a INT DEFAULT -5,
    b TEXT DEFAULT 'it''s',
    c REAL DEFAULT 1.5e3,
    d BLOB DEFAULT x'0aff'
);
INSERT INTO new_t (id, a, b, c, d)
SELECT id, a, b, c, d
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
