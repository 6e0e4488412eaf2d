-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.n: NOT NULL, default none → 1
CREATE TABLE new_a (
    rowid TEXT,
    _rowid_ TEXT,
    n INT NOT NULL DEFAULT 1
);
INSERT INTO new_a (oid, rowid, n)
SELECT _rowid_, rowid, COALESCE(n, 1)
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.n: NOT NULL, default none → 1
CREATE TABLE new_b (
    rowid TEXT,
    oid TEXT,
    _rowid_ TEXT,
    n INT NOT NULL DEFAULT 1
);
-- rows of b get new rowids, since its columns have all names of the rowid
INSERT INTO new_b (rowid, oid, _rowid_, n)
SELECT rowid, oid, _rowid_, COALESCE(n, 1)
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.n: NOT NULL, default none → 1
CREATE TABLE new_c (
    n INT NOT NULL DEFAULT 1,
    x TEXT,
    "RowId" TEXT
);
INSERT INTO new_c (_rowid_, n, x)
SELECT rowid, COALESCE(n, 1), x
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
--   column a.n: NOT NULL dropped, default 1 → none
CREATE TABLE new_a (
    rowid TEXT,
    n INT
);
INSERT INTO new_a (_rowid_, rowid, n)
SELECT oid, rowid, n
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- rebuilds table b, because ALTER TABLE cannot make these changes:
--   column b.n: NOT NULL dropped, default 1 → none
CREATE TABLE new_b (
    rowid TEXT,
    oid TEXT,
    _rowid_ TEXT,
    n INT
);
-- rows of b get new rowids, since its columns have all names of the rowid
INSERT INTO new_b (rowid, oid, _rowid_, n)
SELECT rowid, oid, _rowid_, n
FROM b;
DROP TABLE b;
ALTER TABLE new_b RENAME TO b;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.n: NOT NULL dropped, default 1 → none
CREATE TABLE new_c (
    n INT,
    x TEXT
);
INSERT INTO new_c (rowid, n, x)
SELECT _rowid_, n, x
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
