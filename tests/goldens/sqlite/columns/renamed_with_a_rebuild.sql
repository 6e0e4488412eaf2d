-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE task RENAME COLUMN titel TO title;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table task, because ALTER TABLE cannot make these changes:
--   column task.title: NOT NULL
--   column task.done: NOT NULL, default none → 0
CREATE TABLE new_task (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    done INT NOT NULL DEFAULT 0
);
-- fails when a row holds NULL in task.title
INSERT INTO new_task (id, title, done)
SELECT id, title, COALESCE(done, 0)
FROM task;
DROP TABLE task;
ALTER TABLE new_task RENAME TO task;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE task RENAME COLUMN title TO titel;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table task, because ALTER TABLE cannot make these changes:
--   column task.titel: NOT NULL dropped
--   column task.done: NOT NULL dropped, default 0 → none
CREATE TABLE new_task (
    id INTEGER PRIMARY KEY,
    titel TEXT,
    done INT
);
INSERT INTO new_task (id, titel, done)
SELECT id, titel, done
FROM task;
DROP TABLE task;
ALTER TABLE new_task RENAME TO task;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
