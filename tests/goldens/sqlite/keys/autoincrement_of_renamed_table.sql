-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE t RENAME TO u;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table u, because ALTER TABLE cannot make these changes:
--   column u.x: NOT NULL, default none → 0
CREATE TABLE new_u (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    x INT NOT NULL DEFAULT 0
);
INSERT INTO new_u (id, x)
SELECT id, COALESCE(x, 0)
FROM u;
-- AUTOINCREMENT continues after the highest id ever assigned
DELETE FROM sqlite_sequence WHERE name = 'new_u';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_u', seq FROM sqlite_sequence WHERE name = 'u';
DROP TABLE u;
ALTER TABLE new_u RENAME TO u;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE u RENAME TO t;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.x: NOT NULL dropped, default 0 → none
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    x INT
);
INSERT INTO new_t (id, x)
SELECT id, x
FROM t;
-- AUTOINCREMENT continues after the highest id ever assigned
DELETE FROM sqlite_sequence WHERE name = 'new_t';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_t', seq FROM sqlite_sequence WHERE name = 't';
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
