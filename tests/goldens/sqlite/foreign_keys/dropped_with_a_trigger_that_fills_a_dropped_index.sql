-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops virtual table search with its rows
DROP TABLE search;
-- drops table note with its rows
DROP TABLE note;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table kept, because ALTER TABLE cannot make these changes:
--   column kept.name: NOT NULL
CREATE TABLE new_kept (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
-- fails when a row holds NULL in kept.name
-- drops column kept.size with its values
INSERT INTO new_kept (id, name)
SELECT id, name
FROM kept;
DROP TABLE kept;
ALTER TABLE new_kept RENAME TO kept;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- the old rows of note are not restored
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    body TEXT
);
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table kept, because ALTER TABLE cannot make these changes:
--   column kept.name: NOT NULL dropped
CREATE TABLE new_kept (
    id INTEGER PRIMARY KEY,
    name TEXT,
    size INT
);
-- the old values of kept.size are not restored
INSERT INTO new_kept (id, name)
SELECT id, name
FROM kept;
DROP TABLE kept;
ALTER TABLE new_kept RENAME TO kept;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE search USING fts5 (body);
CREATE TRIGGER fill AFTER INSERT ON note BEGIN INSERT INTO search (body) VALUES (new.body); END;
COMMIT;
PRAGMA foreign_keys = ON;
