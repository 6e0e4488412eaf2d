-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.x: default 1 → 2
--   column a.y: default none → 'z'
CREATE TABLE new_a (
    x INT DEFAULT 2,
    y TEXT DEFAULT 'z'
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
--   column a.x: default 2 → 1
--   column a.y: default 'z' → none
CREATE TABLE new_a (
    x INT DEFAULT 1,
    y TEXT
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
