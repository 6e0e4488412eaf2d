-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default 1 → 2
--   column a.y: default none → 'z'
CREATE TABLE new_a (
    x INT DEFAULT 2,
    y TEXT DEFAULT 'z'
);
INSERT INTO new_a (rowid, x, y)
SELECT rowid, x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
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
--   column a.x: default 2 → 1
--   column a.y: default 'z' → none
CREATE TABLE new_a (
    x INT DEFAULT 1,
    y TEXT
);
INSERT INTO new_a (rowid, x, y)
SELECT rowid, x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
