-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
ALTER TABLE c ADD COLUMN p INTEGER REFERENCES p (id) ON DELETE CASCADE;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.n: NOT NULL
CREATE TABLE new_p (
    id INTEGER PRIMARY KEY,
    n TEXT NOT NULL
);
-- fails when a row holds NULL in p.n
INSERT INTO new_p (id, n)
SELECT id, n
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.p dropped
--   c: foreign key (p) → p (id) ON DELETE CASCADE dropped
CREATE TABLE new_c (
    id INTEGER PRIMARY KEY
);
INSERT INTO new_c (id)
SELECT id
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.n: NOT NULL dropped
CREATE TABLE new_p (
    id INTEGER PRIMARY KEY,
    n TEXT
);
INSERT INTO new_p (id, n)
SELECT id, n
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
