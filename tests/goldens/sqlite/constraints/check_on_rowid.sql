-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: new check constraint (rowid < 100 AND oid < 100 AND _rowid_ < 100 AND a < 100)
CREATE TABLE new_t (
    a INT,
    CHECK (rowid < 100 AND oid < 100 AND _rowid_ < 100 AND a < 100)
);
INSERT INTO new_t (rowid, a)
SELECT rowid, a
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table u, because ALTER TABLE cannot make these changes:
--   u: new check constraint (oid <> 'rowid' AND rowid > 0)
CREATE TABLE new_u (
    oid TEXT,
    b INT,
    CHECK (oid <> 'rowid' AND rowid > 0)
);
INSERT INTO new_u (rowid, oid, b)
SELECT rowid, oid, b
FROM u;
DROP TABLE u;
ALTER TABLE new_u RENAME TO u;
-- rebuilds table w, because ALTER TABLE cannot make these changes:
--   w: new check constraint ('rowid' = 'rowid' AND k <> 'no column')
CREATE TABLE new_w (
    k TEXT PRIMARY KEY NOT NULL,
    CHECK ('rowid' = 'rowid' AND k <> 'no column')
) WITHOUT ROWID;
INSERT INTO new_w (k)
SELECT k
FROM w;
DROP TABLE w;
ALTER TABLE new_w RENAME TO w;
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
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: check constraint (rowid < 100 AND oid < 100 AND _rowid_ < 100 AND a < 100) dropped
CREATE TABLE new_t (
    a INT
);
INSERT INTO new_t (rowid, a)
SELECT rowid, a
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table u, because ALTER TABLE cannot make these changes:
--   u: check constraint (oid <> 'rowid' AND rowid > 0) dropped
CREATE TABLE new_u (
    oid TEXT,
    b INT
);
INSERT INTO new_u (rowid, oid, b)
SELECT rowid, oid, b
FROM u;
DROP TABLE u;
ALTER TABLE new_u RENAME TO u;
-- rebuilds table w, because ALTER TABLE cannot make these changes:
--   w: check constraint ('rowid' = 'rowid' AND k <> 'no column') dropped
CREATE TABLE new_w (
    k TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;
INSERT INTO new_w (k)
SELECT k
FROM w;
DROP TABLE w;
ALTER TABLE new_w RENAME TO w;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
