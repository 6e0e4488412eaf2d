-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   a: check constraint (r IN ('a', 'b')) dropped
--   a: new check constraint (r IN ('a', 'b', 'c'))
CREATE TABLE new_a (
    r TEXT,
    CHECK (r IN ('a', 'b', 'c'))
);
INSERT INTO new_a (rowid, r)
SELECT rowid, r
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
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
--   a: check constraint (r IN ('a', 'b', 'c')) dropped
--   a: new check constraint (r IN ('a', 'b'))
CREATE TABLE new_a (
    r TEXT,
    CHECK (r IN ('a', 'b'))
);
-- fails when a.r holds 'c': change such rows first
INSERT INTO new_a (rowid, r)
SELECT rowid, r
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
