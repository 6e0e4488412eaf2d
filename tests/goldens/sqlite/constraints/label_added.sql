-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   a: check constraint (r IN ('a', 'b')) dropped
--   a: new check constraint (r IN ('a', 'b', 'c'))
CREATE TABLE new_a (
    r TEXT,
    CHECK (r IN ('a', 'b', 'c'))
);
INSERT INTO new_a (r)
SELECT r
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
--   a: check constraint (r IN ('a', 'b', 'c')) dropped
--   a: new check constraint (r IN ('a', 'b'))
CREATE TABLE new_a (
    r TEXT,
    CHECK (r IN ('a', 'b'))
);
-- fails when a.r holds 'c': change such rows first
INSERT INTO new_a (r)
SELECT r
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
