-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 't' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('t', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: new unique constraint (n)
--   t: foreign key (up) → t (id) ON DELETE CASCADE dropped
--   t: new foreign key (up) → t (id) ON DELETE SET NULL
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    n INT UNIQUE,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE SET NULL
);
INSERT INTO new_t (id, up)
SELECT id, up
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 't' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('t', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 't' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('t', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.n dropped
--   t: unique constraint (n) dropped
--   t: foreign key (up) → t (id) ON DELETE SET NULL dropped
--   t: new foreign key (up) → t (id) ON DELETE CASCADE
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES t (id) ON DELETE CASCADE
);
INSERT INTO new_t (id, up)
SELECT id, up
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 't' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('t', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
