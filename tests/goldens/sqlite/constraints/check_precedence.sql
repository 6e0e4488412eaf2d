-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: new check constraint ((a, b) IS NOT (9, 'y'))
--   t: new check constraint (CASE WHEN b THEN 0 ELSE 1 END COLLATE NOCASE = 1 OR b = 'x' COLLATE NOCASE)
--   t: new check constraint (a ISNULL < 1)
--   t: new check constraint (b NOTNULL + a > 0)
CREATE TABLE new_t (
    a INT,
    b TEXT,
    CHECK ((a, b) IS NOT (9, 'y')),
    CHECK (CASE WHEN b THEN 0 ELSE 1 END COLLATE NOCASE = 1 OR b = 'x' COLLATE NOCASE),
    CHECK (a ISNULL < 1),
    CHECK (b NOTNULL + a > 0)
);
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
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
--   t: check constraint ((a, b) IS NOT (9, 'y')) dropped
--   t: check constraint (CASE WHEN b THEN 0 ELSE 1 END COLLATE NOCASE = 1 OR b = 'x' COLLATE NOCASE) dropped
--   t: check constraint (a ISNULL < 1) dropped
--   t: check constraint (b NOTNULL + a > 0) dropped
CREATE TABLE new_t (
    a INT,
    b TEXT
);
INSERT INTO new_t (rowid, a, b)
SELECT rowid, a, b
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
