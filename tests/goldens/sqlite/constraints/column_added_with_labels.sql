-- up
ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT 'n' CONSTRAINT y_labels CHECK (y IN ('n', 'm'));

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.y dropped
--   a: check constraint y_labels (y IN ('n', 'm')) dropped
CREATE TABLE new_a (
    x INT
);
INSERT INTO new_a (rowid, x)
SELECT rowid, x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
