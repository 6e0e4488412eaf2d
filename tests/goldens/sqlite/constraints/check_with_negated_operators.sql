-- up
DROP INDEX i;
ALTER TABLE t ADD COLUMN b GENERATED ALWAYS AS (a NOT LIKE 'x!%' ESCAPE '!') VIRTUAL CHECK (a NOT LIKE '%@%' AND a NOT GLOB '*#*' AND a NOT BETWEEN 'b' AND 'c' AND a NOT IN ('d'));
CREATE INDEX i ON t (a NOT LIKE 'y%') WHERE a NOT GLOB 'z*';

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX i;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.b dropped
--   t: check constraint (a NOT LIKE '%@%' AND a NOT GLOB '*#*' AND a NOT BETWEEN 'b' AND 'c' AND a NOT IN ('d')) dropped
CREATE TABLE new_t (
    a TEXT
);
INSERT INTO new_t (rowid, a)
SELECT rowid, a
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
CREATE INDEX i ON t (a);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
