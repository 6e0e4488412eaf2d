-- 0010 column_dropped
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column practices.city dropped
-- Lost by the upgrade; the downgrade does not restore it:
-- * column practices.city with its values in 2 rows
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT431 drop-column: drops the column practices.city
-- * RT427 write-lock-for-long: DROP COLUMN writes practices under the write lock of the database

-- migrate:up
-- drops column practices.city with its values
ALTER TABLE practices DROP COLUMN city;

-- migrate:down transaction:false
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
--   new column practices.city TEXT NOT NULL
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE,
    city TEXT NOT NULL
);
-- the old values of practices.city are not restored; existing rows get ''
INSERT INTO new_practices (id, name, city)
SELECT id, name, ''
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
