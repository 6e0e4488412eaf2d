-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table log, because ALTER TABLE cannot make these changes:
--   column log.t: NOT NULL
--   column log.at: NOT NULL, default none → ''
CREATE TABLE new_log (
    id INTEGER PRIMARY KEY,
    t INT NOT NULL,
    at TEXT NOT NULL DEFAULT ''
);
-- fails when a row holds NULL in log.t
INSERT INTO new_log (id, t, at)
SELECT id, t, COALESCE(at, '')
FROM log;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
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
-- rebuilds table log, because ALTER TABLE cannot make these changes:
--   column log.t: NOT NULL dropped
--   column log.at: NOT NULL dropped, default '' → none
CREATE TABLE new_log (
    id INTEGER PRIMARY KEY,
    t INT,
    at TEXT
);
INSERT INTO new_log (id, t, at)
SELECT id, t, at
FROM log;
DROP TABLE log;
ALTER TABLE new_log RENAME TO log;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
