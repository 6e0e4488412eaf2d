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
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.n: NOT NULL, default none → ''
CREATE TABLE new_p (
    a INT,
    b INT,
    n TEXT NOT NULL DEFAULT '',
    UNIQUE (a, b)
);
INSERT INTO new_p (rowid, a, b, n)
SELECT rowid, a, b, COALESCE(n, '')
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   c: foreign key (x, y) → p (a, b) ON UPDATE CASCADE dropped
--   c: new foreign key (x, y) → p (a, b) ON UPDATE SET NULL
CREATE TABLE new_c (
    x INT,
    y INT,
    z INT,
    FOREIGN KEY (x, y) REFERENCES p (a, b) ON UPDATE SET NULL
);
INSERT INTO new_c (rowid, x, y)
SELECT rowid, x, y
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
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.n: NOT NULL dropped, default '' → none
CREATE TABLE new_p (
    a INT,
    b INT,
    n TEXT,
    UNIQUE (a, b)
);
INSERT INTO new_p (rowid, a, b, n)
SELECT rowid, a, b, n
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   c: foreign key (x, y) → p (a, b) ON UPDATE SET NULL dropped
--   c: new foreign key (x, y) → p (a, b) ON UPDATE CASCADE
CREATE TABLE new_c (
    x INT,
    y INT,
    FOREIGN KEY (x, y) REFERENCES p (a, b) ON UPDATE CASCADE
);
INSERT INTO new_c (rowid, x, y)
SELECT rowid, x, y
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
