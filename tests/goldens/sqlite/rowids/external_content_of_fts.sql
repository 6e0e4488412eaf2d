-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table doc, because ALTER TABLE cannot make these changes:
--   column doc.name: NOT NULL
CREATE TABLE new_doc (
    name TEXT NOT NULL,
    body TEXT
);
-- fails when a row holds NULL in doc.name
INSERT INTO new_doc (rowid, name, body)
SELECT rowid, name, body
FROM doc;
DROP TABLE doc;
ALTER TABLE new_doc RENAME TO doc;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table doc, because ALTER TABLE cannot make these changes:
--   column doc.name: NOT NULL dropped
CREATE TABLE new_doc (
    name TEXT,
    body TEXT
);
INSERT INTO new_doc (rowid, name, body)
SELECT rowid, name, body
FROM doc;
DROP TABLE doc;
ALTER TABLE new_doc RENAME TO doc;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
