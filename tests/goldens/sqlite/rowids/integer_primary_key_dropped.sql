-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.id dropped
--   column a.n: NOT NULL
--   a: primary key (id) dropped
CREATE TABLE new_a (
    n TEXT NOT NULL
);
-- fails when a row holds NULL in a.n
-- drops column a.id with its values
INSERT INTO new_a (rowid, n)
SELECT id, n
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.id: NOT NULL dropped
--   b: primary key (id) dropped
--   b: new primary key (n)
CREATE TABLE new_b (
    id INTEGER,
    n TEXT PRIMARY KEY
);
INSERT INTO new_b (rowid, id, n)
SELECT id, id, n
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   new column c.id INTEGER NOT NULL
--   column c.n: NOT NULL
--   c: new primary key (id)
CREATE TABLE new_c (
    id INTEGER PRIMARY KEY,
    n TEXT NOT NULL
);
-- fails when a row holds NULL in c.n
INSERT INTO new_c (id, n)
SELECT rowid, n
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
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
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   new column a.id INTEGER NOT NULL
--   column a.n: NOT NULL dropped
--   a: new primary key (id)
CREATE TABLE new_a (
    id INTEGER PRIMARY KEY,
    n TEXT
);
INSERT INTO new_a (id, n)
SELECT rowid, n
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.id: NOT NULL
--   b: primary key (n) dropped
--   b: new primary key (id)
CREATE TABLE new_b (
    id INTEGER PRIMARY KEY,
    n TEXT
);
INSERT INTO new_b (id, n)
SELECT id, n
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.id dropped
--   column c.n: NOT NULL dropped
--   c: primary key (id) dropped
CREATE TABLE new_c (
    n TEXT
);
INSERT INTO new_c (rowid, n)
SELECT id, n
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
