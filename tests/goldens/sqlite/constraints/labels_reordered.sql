-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table job, because ALTER TABLE cannot make these changes:
--   job: check constraint (state IN ('new', 'old')) dropped
--   job: new check constraint (state IN ('old', 'new'))
CREATE TABLE new_job (
    id INTEGER PRIMARY KEY,
    state TEXT,
    CHECK (state IN ('old', 'new'))
);
INSERT INTO new_job (id, state)
SELECT id, state
FROM job;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
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
-- rebuilds table job, because ALTER TABLE cannot make these changes:
--   job: check constraint (state IN ('old', 'new')) dropped
--   job: new check constraint (state IN ('new', 'old'))
CREATE TABLE new_job (
    id INTEGER PRIMARY KEY,
    state TEXT,
    CHECK (state IN ('new', 'old'))
);
INSERT INTO new_job (id, state)
SELECT id, state
FROM job;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
