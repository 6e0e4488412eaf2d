-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table p with its rows
DROP TABLE p;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   c: foreign key (p) → p (id) ON DELETE CASCADE dropped
CREATE TABLE new_c (
    x INT,
    p INTEGER
);
INSERT INTO new_c (x, p)
SELECT x, p
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
-- the old rows of p are not restored
CREATE TABLE p (
    id INTEGER PRIMARY KEY
);
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   c: new foreign key (p) → p (id) ON DELETE CASCADE
CREATE TABLE new_c (
    x INT,
    p INTEGER,
    FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE
);
INSERT INTO new_c (x, p)
SELECT x, p
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
