-- 0015 checks_added
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * notes: new check constraint (words >= 0)
-- * notes: new check constraint ck_notes_body (title <> body)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT427 write-lock-for-long: notes is rebuilt: all rows are copied under the write lock of the database

-- migrate:up transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table notes, because ALTER TABLE cannot make these changes:
--   notes: new check constraint (words >= 0)
--   notes: new check constraint ck_notes_body (title <> body)
CREATE TABLE new_notes (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    body TEXT NOT NULL,
    words INTEGER NOT NULL DEFAULT 0,
    CHECK (words >= 0),
    CONSTRAINT ck_notes_body CHECK (title <> body),
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
);
INSERT INTO new_notes (id, user_id, title, body, words)
SELECT id, user_id, title, body, words
FROM notes;
DROP TABLE notes;
ALTER TABLE new_notes RENAME TO notes;
CREATE INDEX ix_notes_written ON notes (user_id) WHERE words > 0;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main')
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
SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table notes, because ALTER TABLE cannot make these changes:
--   notes: check constraint (words >= 0) dropped
--   notes: check constraint ck_notes_body (title <> body) dropped
CREATE TABLE new_notes (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    body TEXT NOT NULL,
    words INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT
);
INSERT INTO new_notes (id, user_id, title, body, words)
SELECT id, user_id, title, body, words
FROM notes;
DROP TABLE notes;
ALTER TABLE new_notes RENAME TO notes;
CREATE INDEX ix_notes_written ON notes (user_id) WHERE words > 0;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
