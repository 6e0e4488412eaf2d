-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   t: check constraint (CASE kind WHEN 'big' THEN size > 10 ELSE 1 END) dropped
--   t: new check constraint (CASE kind WHEN 'big' THEN size > 9 WHEN 'small' THEN size < 5 END)
--   t: new check constraint (kind LIKE '%\_%' ESCAPE '\' OR kind IN ('big', 'small'))
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    kind TEXT,
    size INT,
    CHECK (CASE kind WHEN 'big' THEN size > 9 WHEN 'small' THEN size < 5 END),
    CHECK (kind LIKE '%\_%' ESCAPE '\' OR kind IN ('big', 'small'))
);
-- fails when t.kind holds anything but 'big', 'small'
INSERT INTO new_t (id, kind, size)
SELECT id, kind, size
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
--   t: check constraint (CASE kind WHEN 'big' THEN size > 9 WHEN 'small' THEN size < 5 END) dropped
--   t: check constraint (kind LIKE '%\_%' ESCAPE '\' OR kind IN ('big', 'small')) dropped
--   t: new check constraint (CASE kind WHEN 'big' THEN size > 10 ELSE 1 END)
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    kind TEXT,
    size INT,
    CHECK (CASE kind WHEN 'big' THEN size > 10 ELSE 1 END)
);
INSERT INTO new_t (id, kind, size)
SELECT id, kind, size
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
