-- up
ALTER TABLE users RENAME TO legacy_users;
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    login TEXT,
    legacy INTEGER,
    FOREIGN KEY (legacy) REFERENCES legacy_users (id)
);
CREATE INDEX users_login ON users (login);

-- down
DROP TABLE users;
ALTER TABLE legacy_users RENAME TO users;
