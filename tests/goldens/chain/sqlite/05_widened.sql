-- 0006 widened
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table users anew, because ALTER TABLE can't do this:
--   column users.name: type VARCHAR(50) → VARCHAR(200)
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    role TEXT NOT NULL DEFAULT 'patient',
    locale VARCHAR(10) NOT NULL DEFAULT 'en',
    is_active BOOLEAN NOT NULL DEFAULT 1,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    practice_id INTEGER,
    CHECK (role IN ('therapist', 'patient', 'supervisor', 'admin')),
    FOREIGN KEY (practice_id) REFERENCES practices (id)
);
INSERT INTO new_users (id, email, name, role, locale, is_active, created_at, practice_id)
SELECT id, email, name, role, locale, is_active, created_at, practice_id
FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
CREATE INDEX users_role_created_at_idx ON users (role, created_at DESC);
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- migrate:down transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table users anew, because ALTER TABLE can't do this:
--   column users.name: type VARCHAR(200) → VARCHAR(50)
CREATE TABLE new_users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    name VARCHAR(50) NOT NULL,
    role TEXT NOT NULL DEFAULT 'patient',
    locale VARCHAR(10) NOT NULL DEFAULT 'en',
    is_active BOOLEAN NOT NULL DEFAULT 1,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    practice_id INTEGER,
    CHECK (role IN ('therapist', 'patient', 'supervisor', 'admin')),
    FOREIGN KEY (practice_id) REFERENCES practices (id)
);
INSERT INTO new_users (id, email, name, role, locale, is_active, created_at, practice_id)
SELECT id, email, name, role, locale, is_active, created_at, practice_id
FROM users;
DROP TABLE users;
ALTER TABLE new_users RENAME TO users;
CREATE INDEX users_role_created_at_idx ON users (role, created_at DESC);
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
