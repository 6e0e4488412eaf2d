-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'node' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('node', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table node, because ALTER TABLE cannot make these changes:
--   column node.name: NOT NULL
CREATE TABLE new_node (
    id INTEGER PRIMARY KEY,
    parent INTEGER,
    name TEXT NOT NULL,
    FOREIGN KEY (parent) REFERENCES node (id) ON DELETE CASCADE
);
-- fails when a row holds NULL in node.name
INSERT INTO new_node (id, parent, name)
SELECT id, parent, name
FROM node;
DROP TABLE node;
ALTER TABLE new_node RENAME TO node;
CREATE INDEX node_by_parent ON node (parent);
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'node' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('node', 'main')
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
SELECT 'node' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('node', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table node, because ALTER TABLE cannot make these changes:
--   column node.name: NOT NULL dropped
CREATE TABLE new_node (
    id INTEGER PRIMARY KEY,
    parent INTEGER,
    name TEXT,
    FOREIGN KEY (parent) REFERENCES node (id) ON DELETE CASCADE
);
INSERT INTO new_node (id, parent, name)
SELECT id, parent, name
FROM node;
DROP TABLE node;
ALTER TABLE new_node RENAME TO node;
CREATE INDEX node_by_parent ON node (parent);
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'node' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('node', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
