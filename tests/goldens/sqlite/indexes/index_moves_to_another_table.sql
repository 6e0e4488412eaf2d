-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX i;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default none → 1
CREATE TABLE new_a (
    x INT DEFAULT 1
);
INSERT INTO new_a (rowid, x)
SELECT rowid, x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
CREATE INDEX i ON a (x);
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.x: default 1 → 2
CREATE TABLE new_b (
    x INT DEFAULT 2
);
INSERT INTO new_b (rowid, x)
SELECT rowid, x
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
DROP INDEX i;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default 1 → none
CREATE TABLE new_a (
    x INT
);
INSERT INTO new_a (rowid, x)
SELECT rowid, x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.x: default 2 → 1
CREATE TABLE new_b (
    x INT DEFAULT 1
);
INSERT INTO new_b (rowid, x)
SELECT rowid, x
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
CREATE INDEX i ON b (x);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
