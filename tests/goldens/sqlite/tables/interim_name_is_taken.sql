-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay as they are while what they mention is replaced
PRAGMA legacy_alter_table = ON;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.x: default none → 3
CREATE TABLE new3_a (
    x INT DEFAULT 3
);
INSERT INTO new3_a (x)
SELECT x
FROM a;
DROP TABLE a;
ALTER TABLE new3_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
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
--   column a.x: default 3 → none
CREATE TABLE new3_a (
    x INT
);
INSERT INTO new3_a (x)
SELECT x
FROM a;
DROP TABLE a;
ALTER TABLE new3_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
