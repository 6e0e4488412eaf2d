-- 0018 enum_to_varchar
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column users.role: type TEXT → VARCHAR(20)
-- * users: check constraint (role IN ('therapist', 'patient', 'supervisor', 'admin')) dropped
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT427 write-lock-for-long: users is rebuilt: all rows are copied under the write lock of the database

-- migrate:up transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'follows' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('follows', 'main')
UNION ALL SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table users, because ALTER TABLE cannot make these changes:
--   column users.role: type TEXT → VARCHAR(20)
--   users: check constraint (role IN ('therapist', 'patient', 'supervisor', 'admin')) dropped
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL DEFAULT 'patient',
    locale VARCHAR(10) NOT NULL DEFAULT 'de',
    is_active BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    practice_id INTEGER,
    pinned_note_id INTEGER,
    FOREIGN KEY (pinned_note_id) REFERENCES notes (id) ON DELETE SET NULL,
    FOREIGN KEY (practice_id) REFERENCES practices (id) ON DELETE SET NULL
);
INSERT INTO new_users (id, email, name, role, locale, is_active, created_at, practice_id, pinned_note_id)
SELECT id, email, name, role, locale, is_active, created_at, practice_id, pinned_note_id
FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
CREATE INDEX users_role_created_at_idx ON users (role, created_at DESC);
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'follows' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('follows', 'main')
UNION ALL SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
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
SELECT 'follows' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('follows', 'main')
UNION ALL SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table users, because ALTER TABLE cannot make these changes:
--   column users.role: type VARCHAR(20) → TEXT
--   users: new check constraint (role IN ('therapist', 'patient', 'supervisor', 'admin'))
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(100) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    role TEXT NOT NULL DEFAULT 'patient',
    locale VARCHAR(10) NOT NULL DEFAULT 'de',
    is_active BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    practice_id INTEGER,
    pinned_note_id INTEGER,
    CHECK (role IN ('therapist', 'patient', 'supervisor', 'admin')),
    FOREIGN KEY (pinned_note_id) REFERENCES notes (id) ON DELETE SET NULL,
    FOREIGN KEY (practice_id) REFERENCES practices (id) ON DELETE SET NULL
);
-- fails when users.role holds anything but 'therapist', 'patient', 'supervisor', 'admin'
INSERT INTO new_users (id, email, name, role, locale, is_active, created_at, practice_id, pinned_note_id)
SELECT id, email, name, role, locale, is_active, created_at, practice_id, pinned_note_id
FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
CREATE INDEX users_role_created_at_idx ON users (role, created_at DESC);
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'follows' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('follows', 'main')
UNION ALL SELECT 'notes' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('notes', 'main')
UNION ALL SELECT 'users' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('users', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
