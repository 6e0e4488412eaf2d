-- up
ALTER TABLE device ADD COLUMN seen INTEGER;
ALTER TABLE device ADD COLUMN state TEXT NOT NULL DEFAULT 'new';
ALTER TABLE device ADD COLUMN rate REAL DEFAULT 1.5;
ALTER TABLE device ADD COLUMN label TEXT GENERATED ALWAYS AS (name || ':' || state) VIRTUAL;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table device, because ALTER TABLE cannot make these changes:
--   column device.state dropped
CREATE TABLE new_device (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
INSERT INTO new_device (id, name)
SELECT id, name
FROM device;
DROP TABLE device;
ALTER TABLE new_device RENAME TO device;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
