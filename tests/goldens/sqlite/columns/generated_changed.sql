-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.y: generated x + 1 → x + 2
--   column a.z: generated x → no
CREATE TABLE new_a (
    x INT,
    y INT GENERATED ALWAYS AS (x + 2) VIRTUAL,
    z INT
);
INSERT INTO new_a (x, z)
SELECT x, z
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
--   column a.y: generated x + 2 → x + 1
--   column a.z: generated no → x
CREATE TABLE new_a (
    x INT,
    y INT GENERATED ALWAYS AS (x + 1) VIRTUAL,
    z INT GENERATED ALWAYS AS (x) STORED
);
INSERT INTO new_a (x)
SELECT x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
