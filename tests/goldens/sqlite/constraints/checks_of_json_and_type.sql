-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: new check constraint (json_valid(j))
--   t: new check constraint (n IS NULL OR n BETWEEN 0 AND 10)
--   t: new check constraint (typeof(n) IN ('integer', 'null'))
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    j TEXT,
    n INT,
    CHECK (json_valid(j)),
    CHECK (n IS NULL OR n BETWEEN 0 AND 10),
    CHECK (typeof(n) IN ('integer', 'null'))
);
INSERT INTO new_t (id, j, n)
SELECT id, j, n
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
--   t: check constraint (json_valid(j)) dropped
--   t: check constraint (n IS NULL OR n BETWEEN 0 AND 10) dropped
--   t: check constraint (typeof(n) IN ('integer', 'null')) dropped
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    j TEXT,
    n INT
);
INSERT INTO new_t (id, j, n)
SELECT id, j, n
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
