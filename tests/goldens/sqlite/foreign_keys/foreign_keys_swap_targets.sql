-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table c anew, because ALTER TABLE can't do this:
--   c: foreign key (a) → p (id) dropped
--   c: foreign key (b) → q (id) dropped
--   c: new foreign key (a) → q (id)
--   c: new foreign key (b) → p (id)
CREATE TABLE new_c (
    a INTEGER,
    b INTEGER,
    FOREIGN KEY (a) REFERENCES q (id),
    FOREIGN KEY (b) REFERENCES p (id)
);
INSERT INTO new_c (a, b)
SELECT a, b
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
--   c: foreign key (a) → q (id) dropped
--   c: foreign key (b) → p (id) dropped
--   c: new foreign key (a) → p (id)
--   c: new foreign key (b) → q (id)
CREATE TABLE new_c (
    a INTEGER,
    b INTEGER,
    FOREIGN KEY (a) REFERENCES p (id),
    FOREIGN KEY (b) REFERENCES q (id)
);
INSERT INTO new_c (a, b)
SELECT a, b
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
