-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.id: type TEXT → INTEGER
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    v TEXT
);
-- values of t.id that read as numbers become numbers: TEXT → INTEGER
INSERT INTO new_t (id, v)
SELECT id, v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.t: type TEXT → INTEGER
CREATE TABLE new_c (
    t INTEGER,
    FOREIGN KEY (t) REFERENCES t (id)
);
-- values of c.t that read as numbers become numbers: TEXT → INTEGER
INSERT INTO new_c (rowid, t)
SELECT rowid, t
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
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
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.id: type INTEGER → TEXT
CREATE TABLE new_t (
    id TEXT PRIMARY KEY NOT NULL,
    v TEXT
);
INSERT INTO new_t (rowid, id, v)
SELECT id, id, v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.t: type INTEGER → TEXT
CREATE TABLE new_c (
    t TEXT,
    FOREIGN KEY (t) REFERENCES t (id)
);
INSERT INTO new_c (rowid, t)
SELECT rowid, t
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
