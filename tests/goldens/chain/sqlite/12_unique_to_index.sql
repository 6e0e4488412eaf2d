-- 0012 unique_to_index
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * practices: unique constraint (name) dropped
-- * practices: new index practices_name_idx (name)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT427 write-lock-for-long: practices is rebuilt: all rows are copied under the write lock of the database

-- migrate:up transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table practices, because ALTER TABLE cannot make these changes:
--   practices: unique constraint (name) dropped
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL
);
INSERT INTO new_practices (id, name)
SELECT id, name
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
CREATE INDEX practices_name_idx ON practices (name);
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;

-- migrate:down transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
DROP INDEX practices_name_idx;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table practices, because ALTER TABLE cannot make these changes:
--   practices: new unique constraint (name)
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE
);
INSERT INTO new_practices (id, name)
SELECT id, name
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
