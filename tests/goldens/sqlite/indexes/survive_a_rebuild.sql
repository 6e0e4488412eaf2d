-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.b: NOT NULL
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT COLLATE NOCASE,
    b INT NOT NULL,
    c TEXT,
    UNIQUE (a, b)
);
-- fails when a row holds NULL in t.b
INSERT INTO new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
CREATE INDEX "t 4" ON t (id, c);
CREATE INDEX t_1 ON t (a COLLATE BINARY, b DESC);
CREATE INDEX t_2 ON t (substr(c, 1, 3)) WHERE c IS NOT NULL;
CREATE UNIQUE INDEX t_3 ON t (b, upper(c));
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
--   column t.b: NOT NULL dropped
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    a TEXT COLLATE NOCASE,
    b INT,
    c TEXT,
    UNIQUE (a, b)
);
INSERT INTO new_t (id, a, b, c)
SELECT id, a, b, c
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
CREATE INDEX "t 4" ON t (id, c);
CREATE INDEX t_1 ON t (a COLLATE BINARY, b DESC);
CREATE INDEX t_2 ON t (substr(c, 1, 3)) WHERE c IS NOT NULL;
CREATE UNIQUE INDEX t_3 ON t (b, upper(c));
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
