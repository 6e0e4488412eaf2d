-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table cache, because ALTER TABLE cannot make these changes:
--   cache: primary key (k) dropped
--   cache: new primary key (k)
CREATE TABLE new_cache (
    k TEXT PRIMARY KEY ON CONFLICT REPLACE,
    v TEXT
);
INSERT OR ABORT INTO new_cache (rowid, k, v)
SELECT rowid, k, v
FROM cache;
DROP TABLE cache;
ALTER TABLE new_cache RENAME TO cache;
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
-- rebuilds table cache, because ALTER TABLE cannot make these changes:
--   cache: primary key (k) dropped
--   cache: new primary key (k)
CREATE TABLE new_cache (
    k TEXT PRIMARY KEY,
    v TEXT
);
INSERT INTO new_cache (rowid, k, v)
SELECT rowid, k, v
FROM cache;
DROP TABLE cache;
ALTER TABLE new_cache RENAME TO cache;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
