-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table place, because ALTER TABLE cannot make these changes:
--   column place.name: NOT NULL
CREATE TABLE new_place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
-- fails when a row holds NULL in place.name
INSERT INTO new_place (id, name)
SELECT id, name
FROM place;
DROP TABLE place;
ALTER TABLE new_place RENAME TO place;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER place_gone AFTER DELETE ON place BEGIN DELETE FROM place_at WHERE id = old.id; END;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table place, because ALTER TABLE cannot make these changes:
--   column place.name: NOT NULL dropped
CREATE TABLE new_place (
    id INTEGER PRIMARY KEY,
    name TEXT
);
INSERT INTO new_place (id, name)
SELECT id, name
FROM place;
DROP TABLE place;
ALTER TABLE new_place RENAME TO place;
PRAGMA legacy_alter_table = OFF;
CREATE TRIGGER place_gone AFTER DELETE ON place BEGIN DELETE FROM place_at WHERE id = old.id; END;
COMMIT;
PRAGMA foreign_keys = ON;
