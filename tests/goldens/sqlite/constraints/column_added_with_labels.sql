-- up
ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT 'n' CONSTRAINT y_labels CHECK (y IN ('n', 'm'));

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.y dropped
--   a: check constraint y_labels (y IN ('n', 'm')) dropped
CREATE TABLE new_a (
    x INT
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
