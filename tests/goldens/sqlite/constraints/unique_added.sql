-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   a: new unique constraint u (x, y)
CREATE TABLE new_a (
    x INT,
    y INT,
    CONSTRAINT u UNIQUE (x, y)
);
INSERT INTO new_a (x, y)
SELECT x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   a: unique constraint u (x, y) dropped
CREATE TABLE new_a (
    x INT,
    y INT
);
INSERT INTO new_a (x, y)
SELECT x, y
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
