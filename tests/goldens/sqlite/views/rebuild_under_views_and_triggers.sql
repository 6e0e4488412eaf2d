-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay as they are while what they mention is replaced
PRAGMA legacy_alter_table = ON;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.x: default none → 1
CREATE TABLE new_a (
    x INT DEFAULT 1,
    y INT
);
INSERT INTO new_a (x, y)
SELECT x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- builds table b anew, because ALTER TABLE can't do this:
--   column b.z: NOT NULL
CREATE TABLE new_b (
    z INT NOT NULL
);
-- fails when a row holds NULL in b.z
INSERT INTO new_b (z)
SELECT z
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END;
CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay as they are while what they mention is replaced
PRAGMA legacy_alter_table = ON;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.x: default 1 → none
CREATE TABLE new_a (
    x INT,
    y INT
);
INSERT INTO new_a (x, y)
SELECT x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- builds table b anew, because ALTER TABLE can't do this:
--   column b.z: NOT NULL dropped
CREATE TABLE new_b (
    z INT
);
INSERT INTO new_b (z)
SELECT z
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER t1 AFTER INSERT ON a BEGIN INSERT INTO b VALUES (NEW.x); END;
CREATE TRIGGER t2 AFTER INSERT ON b BEGIN UPDATE a SET y = 1; END;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
