-- 0001 start
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new table notes (5 columns, 2 constraints)
-- * new table practices (3 columns, 2 constraints)
-- * new table tags (3 columns, 3 constraints)
-- * new table users (7 columns, 1 index, 3 constraints)

-- migrate:up
CREATE TABLE practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE,
    city TEXT NOT NULL
);
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email VARCHAR(255) NOT NULL UNIQUE,
    name VARCHAR(50),
    role VARCHAR(20) NOT NULL DEFAULT 'patient',
    is_active BOOLEAN NOT NULL DEFAULT 1,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    practice_id INTEGER,
    FOREIGN KEY (practice_id) REFERENCES practices (id)
);
CREATE INDEX users_role_created_at_idx ON users (role, created_at DESC);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    body TEXT NOT NULL,
    words INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (note_id, word),
    FOREIGN KEY (note_id) REFERENCES notes (id) ON DELETE CASCADE
);

-- migrate:down
DROP TABLE tags;
DROP TABLE notes;
DROP TABLE users;
DROP TABLE practices;
