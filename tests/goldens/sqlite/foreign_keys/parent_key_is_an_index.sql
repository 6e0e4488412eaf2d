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
--   column p.code: NOT NULL
CREATE TABLE new_p (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    n TEXT
);
-- fails when a row holds NULL in p.code
INSERT INTO new_p (id, code, n)
SELECT id, code, n
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
CREATE UNIQUE INDEX p_code ON p (code);
CREATE INDEX p_n ON p (n);
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.m: NOT NULL
CREATE TABLE new_c (
    code TEXT,
    m INT NOT NULL,
    FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE
);
-- fails when a row holds NULL in c.m
INSERT INTO new_c (rowid, code, m)
SELECT rowid, code, m
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
--   column p.code: NOT NULL dropped
CREATE TABLE new_p (
    id INTEGER PRIMARY KEY,
    code TEXT,
    n TEXT
);
INSERT INTO new_p (id, code, n)
SELECT id, code, n
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
CREATE UNIQUE INDEX p_code ON p (code);
CREATE INDEX p_n ON p (n);
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.m: NOT NULL dropped
CREATE TABLE new_c (
    code TEXT,
    m INT,
    FOREIGN KEY (code) REFERENCES p (code) ON UPDATE CASCADE
);
INSERT INTO new_c (rowid, code, m)
SELECT rowid, code, m
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
