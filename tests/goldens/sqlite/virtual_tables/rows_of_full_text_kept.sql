-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP VIEW found;
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE mail RENAME TO old_mail;
PRAGMA legacy_alter_table = OFF;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table log, because ALTER TABLE cannot make these changes:
--   column log.x: NOT NULL, default none → ''
CREATE TABLE new_log (
    x TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_log (rowid, x)
SELECT rowid, COALESCE(x, '')
FROM log;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE mail USING fts5 (subject, sender UNINDEXED, body, tokenize = 'porter ascii', prefix = '2 3');
-- keeps the rows in the columns that both definitions have
INSERT INTO mail (rowid, subject, body)
SELECT rowid, subject, body
FROM old_mail;
DROP TABLE old_mail;
CREATE VIEW found AS SELECT rowid AS id, subject, sender FROM mail;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP VIEW found;
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE mail RENAME TO old_mail;
PRAGMA legacy_alter_table = OFF;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table log, because ALTER TABLE cannot make these changes:
--   column log.x: NOT NULL dropped, default '' → none
CREATE TABLE new_log (
    x TEXT
);
INSERT INTO new_log (rowid, x)
SELECT rowid, x
FROM log;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE mail USING fts5 (subject, body);
-- keeps the rows in the columns that both definitions have
INSERT INTO mail (rowid, subject, body)
SELECT rowid, subject, body
FROM old_mail;
DROP TABLE old_mail;
CREATE VIEW found AS SELECT rowid AS id, subject FROM mail;
COMMIT;
PRAGMA foreign_keys = ON;
