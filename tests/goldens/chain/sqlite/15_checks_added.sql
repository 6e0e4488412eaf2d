-- 0015 checks_added
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table notes anew, because ALTER TABLE can't do this:
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
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- migrate:down transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table notes anew, because ALTER TABLE can't do this:
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
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
