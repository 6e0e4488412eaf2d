-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
UNION ALL SELECT 's' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('s', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.b: NOT NULL
--   p: primary key (a) dropped
--   p: new primary key (b)
--   p: unique constraint (b) dropped
--   p: new unique constraint (a)
CREATE TABLE new_p (
    a INTEGER NOT NULL UNIQUE,
    b INTEGER PRIMARY KEY
);
INSERT INTO new_p (a, b)
SELECT a, b
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   c: foreign key (x) → p (a) dropped
--   c: new foreign key (x) → p (a)
CREATE TABLE new_c (
    id INTEGER PRIMARY KEY,
    x INTEGER,
    FOREIGN KEY (x) REFERENCES p (a)
);
INSERT INTO new_c (id, x)
SELECT id, x
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- rebuilds table s, because ALTER TABLE cannot make these changes:
--   column s.b: NOT NULL
--   s: primary key (a) dropped
--   s: new primary key (b)
--   s: unique constraint (b) dropped
--   s: new unique constraint (a)
--   s: foreign key (up) → s (a) dropped
--   s: new foreign key (up) → s (a)
CREATE TABLE new_s (
    a INTEGER NOT NULL UNIQUE,
    b INTEGER PRIMARY KEY,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES s (a)
);
INSERT INTO new_s (a, b, up)
SELECT a, b, up
FROM s;
DROP TABLE s;
ALTER TABLE new_s RENAME TO s;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
UNION ALL SELECT 's' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('s', 'main')
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
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
UNION ALL SELECT 's' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('s', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.b: NOT NULL dropped
--   p: primary key (b) dropped
--   p: new primary key (a)
--   p: unique constraint (a) dropped
--   p: new unique constraint (b)
CREATE TABLE new_p (
    a INTEGER PRIMARY KEY,
    b INTEGER UNIQUE
);
INSERT INTO new_p (a, b)
SELECT a, b
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
-- rebuilds table s, because ALTER TABLE cannot make these changes:
--   column s.b: NOT NULL dropped
--   s: primary key (b) dropped
--   s: new primary key (a)
--   s: unique constraint (a) dropped
--   s: new unique constraint (b)
CREATE TABLE new_s (
    a INTEGER PRIMARY KEY,
    b INTEGER UNIQUE,
    up INTEGER,
    FOREIGN KEY (up) REFERENCES s (a)
);
INSERT INTO new_s (a, b, up)
SELECT a, b, up
FROM s;
DROP TABLE s;
ALTER TABLE new_s RENAME TO s;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'c' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('c', 'main')
UNION ALL SELECT 's' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('s', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
