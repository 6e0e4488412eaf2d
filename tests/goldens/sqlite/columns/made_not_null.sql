-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.x: NOT NULL, default none → 7
CREATE TABLE new_a (
    x INT NOT NULL DEFAULT 7,
    y INT
);
INSERT INTO new_a (x, y)
SELECT COALESCE(x, 7), y
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
--   column a.x: NOT NULL dropped, default 7 → none
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
