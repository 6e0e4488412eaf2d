-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- drops table c with its rows
DROP TABLE c;
-- drops table p with its rows
DROP TABLE p;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table k, because ALTER TABLE cannot make these changes:
--   column k.n: NOT NULL
CREATE TABLE new_k (
    id INTEGER PRIMARY KEY,
    n TEXT NOT NULL
);
-- fails when a row holds NULL in k.n
INSERT INTO new_k (id, n)
SELECT id, n
FROM k;
DROP TABLE k;
ALTER TABLE new_k RENAME TO k;
CREATE INDEX c_p ON k (n);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX c_p;
-- the old rows of p are not restored
CREATE TABLE p (
    id INTEGER PRIMARY KEY
);
-- the old rows of c are not restored
CREATE TABLE c (
    p INTEGER,
    FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE
);
CREATE INDEX c_p ON c (p);
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table k, because ALTER TABLE cannot make these changes:
--   column k.n: NOT NULL dropped
CREATE TABLE new_k (
    id INTEGER PRIMARY KEY,
    n TEXT
);
INSERT INTO new_k (id, n)
SELECT id, n
FROM k;
DROP TABLE k;
ALTER TABLE new_k RENAME TO k;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
