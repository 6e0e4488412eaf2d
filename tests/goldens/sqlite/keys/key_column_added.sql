-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   new column a.id INTEGER NOT NULL
--   a: new primary key (id)
CREATE TABLE new_a (
    x INT,
    id INTEGER PRIMARY KEY
);
INSERT INTO new_a (x, id)
SELECT x, rowid
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
--   column a.id dropped
--   a: primary key (id) dropped
CREATE TABLE new_a (
    x INT
);
INSERT INTO new_a (rowid, x)
SELECT id, x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
