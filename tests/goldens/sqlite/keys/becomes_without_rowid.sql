-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table setting, because ALTER TABLE cannot make these changes:
--   table setting: WITHOUT ROWID
CREATE TABLE new_setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT
) WITHOUT ROWID;
INSERT INTO new_setting (name, value)
SELECT name, value
FROM setting;
DROP TABLE setting;
ALTER TABLE new_setting RENAME TO setting;
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
-- rebuilds table setting, because ALTER TABLE cannot make these changes:
--   table setting: WITHOUT ROWID dropped
CREATE TABLE new_setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT
);
INSERT INTO new_setting (name, value)
SELECT name, value
FROM setting;
DROP TABLE setting;
ALTER TABLE new_setting RENAME TO setting;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
