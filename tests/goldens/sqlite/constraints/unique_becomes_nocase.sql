-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.v: collation type's default → NOCASE
CREATE TABLE new_t (
    v TEXT UNIQUE COLLATE NOCASE
);
INSERT INTO new_t (v)
SELECT v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.v: collation NOCASE → type's default
CREATE TABLE new_t (
    v TEXT UNIQUE
);
INSERT INTO new_t (v)
SELECT v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
