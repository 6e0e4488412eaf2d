-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table c anew, because ALTER TABLE can't do this:
--   c: foreign key (p) → p (id) ON DELETE CASCADE dropped
--   c: new foreign key named (p) → p (id) ON DELETE SET NULL
CREATE TABLE new_c (
    p INTEGER,
    CONSTRAINT named FOREIGN KEY (p) REFERENCES p (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO new_c (p)
SELECT p
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table c anew, because ALTER TABLE can't do this:
--   c: foreign key named (p) → p (id) ON DELETE SET NULL dropped
--   c: new foreign key (p) → p (id) ON DELETE CASCADE
CREATE TABLE new_c (
    p INTEGER,
    FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE
);
INSERT INTO new_c (p)
SELECT p
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
