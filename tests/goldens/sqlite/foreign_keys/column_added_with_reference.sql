-- up
ALTER TABLE a ADD COLUMN y INTEGER REFERENCES p (id) ON DELETE CASCADE;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table a anew, because ALTER TABLE can't do this:
--   column a.y dropped
--   a: foreign key (y) → p (id) ON DELETE CASCADE dropped
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
