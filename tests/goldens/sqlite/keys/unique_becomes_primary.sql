-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table country, because ALTER TABLE cannot make these changes:
--   country: new primary key (code)
--   country: unique constraint (code) dropped
CREATE TABLE new_country (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT
);
INSERT INTO new_country (rowid, code, name)
SELECT rowid, code, name
FROM country;
DROP TABLE country;
ALTER TABLE new_country RENAME TO country;
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
-- rebuilds table country, because ALTER TABLE cannot make these changes:
--   country: primary key (code) dropped
--   country: new unique constraint (code)
CREATE TABLE new_country (
    code TEXT NOT NULL UNIQUE,
    name TEXT
);
INSERT INTO new_country (rowid, code, name)
SELECT rowid, code, name
FROM country;
DROP TABLE country;
ALTER TABLE new_country RENAME TO country;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
