-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.p dropped
--   c: foreign key (p) → p (id) ON DELETE SET NULL dropped
CREATE TABLE new_c (
    id INTEGER PRIMARY KEY,
    n TEXT
);
-- drops column c.p with its values
INSERT INTO new_c (id, n)
SELECT id, n
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the old values of c.p are not restored
ALTER TABLE c ADD COLUMN p INTEGER REFERENCES p (id) ON DELETE SET NULL;
