-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'a' AS child, rowid AS row, CASE lower(parent) WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('b', 'main');
ALTER TABLE a RENAME TO a__swap;
ALTER TABLE b RENAME TO a;
ALTER TABLE a__swap RENAME TO b;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.n: NOT NULL
CREATE TABLE new_b (
    id INTEGER PRIMARY KEY,
    n TEXT NOT NULL
);
-- fails when a row holds NULL in b.n
INSERT INTO new_b (id, n)
SELECT id, n
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'a' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('a', 'main')
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
SELECT 'b' AS child, rowid AS row, CASE lower(parent) WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('a', 'main');
ALTER TABLE a RENAME TO a__swap;
ALTER TABLE b RENAME TO a;
ALTER TABLE a__swap RENAME TO b;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.n: NOT NULL dropped
CREATE TABLE new_a (
    id INTEGER PRIMARY KEY,
    n TEXT
);
INSERT INTO new_a (id, n)
SELECT id, n
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'b' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('b', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
