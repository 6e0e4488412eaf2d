-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
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
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
