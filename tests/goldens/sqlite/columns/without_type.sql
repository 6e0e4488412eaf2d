-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table kv, because ALTER TABLE cannot make these changes:
--   column kv.v: default none → 'none'
CREATE TABLE new_kv (
    k PRIMARY KEY,
    v DEFAULT 'none',
    n NOT NULL DEFAULT 0,
    w
);
INSERT INTO new_kv (rowid, k, v, n)
SELECT rowid, k, v, n
FROM kv;
DROP TABLE kv;
ALTER TABLE new_kv RENAME TO kv;
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
-- rebuilds table kv, because ALTER TABLE cannot make these changes:
--   column kv.v: default 'none' → none
CREATE TABLE new_kv (
    k PRIMARY KEY,
    v,
    n NOT NULL DEFAULT 0
);
INSERT INTO new_kv (rowid, k, v, n)
SELECT rowid, k, v, n
FROM kv;
DROP TABLE kv;
ALTER TABLE new_kv RENAME TO kv;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
