-- 0012 unique_to_index
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table practices, because ALTER TABLE cannot make these changes:
--   practices: unique constraint (name) dropped
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL
);
INSERT INTO new_practices (id, name)
SELECT id, name
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
CREATE INDEX practices_name_idx ON practices (name);
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- migrate:down transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX practices_name_idx;
-- rebuilds table practices, because ALTER TABLE cannot make these changes:
--   practices: new unique constraint (name)
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE
);
INSERT INTO new_practices (id, name)
SELECT id, name
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
