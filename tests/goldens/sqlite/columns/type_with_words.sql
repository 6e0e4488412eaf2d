-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: NOT NULL
--   column t.b: type NATIVE CHARACTER(70) → NATIVE CHARACTER(80)
--   column t.d: type DECIMAL(10,5) → DECIMAL(12,5)
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a DOUBLE PRECISION NOT NULL,
    b NATIVE CHARACTER(80),
    c UNSIGNED BIG INT,
    d DECIMAL(12,5)
);
-- fails when a row holds NULL in t.a
INSERT INTO new_t (id, a, b, c, d)
SELECT id, a, b, c, d
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
--   column t.a: NOT NULL dropped
--   column t.b: type NATIVE CHARACTER(80) → NATIVE CHARACTER(70)
--   column t.d: type DECIMAL(12,5) → DECIMAL(10,5)
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a DOUBLE PRECISION,
    b NATIVE CHARACTER(70),
    c UNSIGNED BIG INT,
    d DECIMAL(10,5)
);
INSERT INTO new_t (id, a, b, c, d)
SELECT id, a, b, c, d
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
