-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table item, because ALTER TABLE cannot make these changes:
--   column item.euro: generated as VIRTUAL → STORED
CREATE TABLE new_item (
    id INTEGER PRIMARY KEY,
    cents INT NOT NULL,
    euro REAL GENERATED ALWAYS AS (cents / 100.0) STORED
);
INSERT INTO new_item (id, cents)
SELECT id, cents
FROM item;
DROP TABLE item;
ALTER TABLE new_item RENAME TO item;
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
-- rebuilds table item, because ALTER TABLE cannot make these changes:
--   column item.euro: generated as STORED → VIRTUAL
CREATE TABLE new_item (
    id INTEGER PRIMARY KEY,
    cents INT NOT NULL,
    euro REAL GENERATED ALWAYS AS (cents / 100.0) VIRTUAL
);
INSERT INTO new_item (id, cents)
SELECT id, cents
FROM item;
DROP TABLE item;
ALTER TABLE new_item RENAME TO item;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
