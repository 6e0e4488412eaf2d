-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table doc, because ALTER TABLE cannot make these changes:
--   column doc.body: NOT NULL
CREATE TABLE new_doc (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL
);
-- fails when a row holds NULL in doc.body
INSERT INTO new_doc (id, body)
SELECT id, body
FROM doc;
DROP TABLE doc;
ALTER TABLE new_doc RENAME TO doc;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER doc_d BEFORE DELETE ON doc BEGIN DELETE FROM doc_fts WHERE docid = old.id; END;
CREATE TRIGGER doc_i AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (docid, body) VALUES (new.id, new.body); END;
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
--   column doc.body: NOT NULL dropped
CREATE TABLE new_doc (
    id INTEGER PRIMARY KEY,
    body TEXT
);
INSERT INTO new_doc (id, body)
SELECT id, body
FROM doc;
DROP TABLE doc;
ALTER TABLE new_doc RENAME TO doc;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER doc_d BEFORE DELETE ON doc BEGIN DELETE FROM doc_fts WHERE docid = old.id; END;
CREATE TRIGGER doc_i AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (docid, body) VALUES (new.id, new.body); END;
COMMIT;
PRAGMA foreign_keys = ON;
