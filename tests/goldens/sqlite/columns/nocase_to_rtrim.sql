-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX t_abc;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: collation NOCASE → RTRIM
--   column t.b: collation RTRIM → type's default
--   column t.c: collation type's default → NOCASE
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT COLLATE RTRIM,
    b TEXT,
    c TEXT COLLATE NOCASE
);
INSERT INTO new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
CREATE INDEX t_abc ON t (a, b, c COLLATE BINARY);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX t_abc;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: collation RTRIM → NOCASE
--   column t.b: collation type's default → RTRIM
--   column t.c: collation NOCASE → type's default
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT COLLATE NOCASE,
    b TEXT COLLATE RTRIM,
    c TEXT
);
INSERT INTO new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
CREATE INDEX t_abc ON t (a, b, c COLLATE NOCASE);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
