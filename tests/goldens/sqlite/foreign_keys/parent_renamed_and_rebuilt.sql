-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'posts' AS child, rowid AS row, CASE lower(parent) WHEN 'users' THEN 'accounts' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('posts', 'main');
ALTER TABLE users RENAME TO accounts;
ALTER TABLE posts RENAME COLUMN user_id TO account_id;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table accounts, because ALTER TABLE cannot make these changes:
--   column accounts.name: NOT NULL, default none → ''
CREATE TABLE new_accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_accounts (id, name)
SELECT id, COALESCE(name, '')
FROM accounts;
DROP TABLE accounts;
ALTER TABLE new_accounts RENAME TO accounts;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'posts' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('posts', 'main')
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
SELECT 'posts' AS child, rowid AS row, CASE lower(parent) WHEN 'accounts' THEN 'users' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('posts', 'main');
ALTER TABLE accounts RENAME TO users;
ALTER TABLE posts RENAME COLUMN account_id TO user_id;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table users, because ALTER TABLE cannot make these changes:
--   column users.name: NOT NULL dropped, default '' → none
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    name TEXT
);
INSERT INTO new_users (id, name)
SELECT id, name
FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'posts' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('posts', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
