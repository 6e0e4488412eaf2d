-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
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
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
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
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
