-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default none → 1
CREATE TABLE new_a (
    x INT DEFAULT 1,
    y INT
);
INSERT INTO new_a (rowid, x, y)
SELECT rowid, x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.z: NOT NULL
CREATE TABLE new_b (
    z INT NOT NULL
);
-- fails when a row holds NULL in b.z
INSERT INTO new_b (rowid, z)
SELECT rowid, z
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END;
CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default 1 → none
CREATE TABLE new_a (
    x INT,
    y INT
);
INSERT INTO new_a (rowid, x, y)
SELECT rowid, x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.z: NOT NULL dropped
CREATE TABLE new_b (
    z INT
);
INSERT INTO new_b (rowid, z)
SELECT rowid, z
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END;
CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;
COMMIT;
PRAGMA foreign_keys = ON;
