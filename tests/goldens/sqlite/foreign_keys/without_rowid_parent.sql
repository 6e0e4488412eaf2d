-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'word' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('word', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table lang, because ALTER TABLE cannot make these changes:
--   column lang.name: NOT NULL
CREATE TABLE new_lang (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
) WITHOUT ROWID;
-- fails when a row holds NULL in lang.name
INSERT INTO new_lang (code, name)
SELECT code, name
FROM lang;
DROP TABLE lang;
ALTER TABLE new_lang RENAME TO lang;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'word' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('word', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'word' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('word', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table lang, because ALTER TABLE cannot make these changes:
--   column lang.name: NOT NULL dropped
CREATE TABLE new_lang (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT
) WITHOUT ROWID;
INSERT INTO new_lang (code, name)
SELECT code, name
FROM lang;
DROP TABLE lang;
ALTER TABLE new_lang RENAME TO lang;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'word' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('word', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
