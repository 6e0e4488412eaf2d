-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   table a: WITHOUT ROWID
CREATE TABLE new_a (
    k TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;
INSERT INTO new_a (k)
SELECT k
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   table b: WITHOUT ROWID dropped
CREATE TABLE new_b (
    k TEXT PRIMARY KEY NOT NULL
);
INSERT INTO new_b (k)
SELECT k
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
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
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   table a: WITHOUT ROWID dropped
CREATE TABLE new_a (
    k TEXT PRIMARY KEY NOT NULL
);
INSERT INTO new_a (k)
SELECT k
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   table b: WITHOUT ROWID
CREATE TABLE new_b (
    k TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;
INSERT INTO new_b (k)
SELECT k
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
