-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.a: NOT NULL, default none → 0
--   column t.c: NOT NULL, default none → ''
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a INT NOT NULL DEFAULT 0,
    b REAL,
    c TEXT NOT NULL DEFAULT '',
    d BLOB,
    e ANY,
    f INTEGER
) STRICT;
INSERT INTO new_t (id, a, b, c, d, e)
SELECT id, COALESCE(a, 0), b, COALESCE(c, ''), d, e
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
--   column t.a: NOT NULL dropped, default 0 → none
--   column t.c: NOT NULL dropped, default '' → none
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a INT,
    b REAL,
    c TEXT,
    d BLOB,
    e ANY
) STRICT;
INSERT INTO new_t (id, a, b, c, d, e)
SELECT id, a, b, c, d, e
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
