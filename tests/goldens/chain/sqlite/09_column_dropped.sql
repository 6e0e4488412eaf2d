-- 0010 column_dropped
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
-- drops column practices.city with its values
ALTER TABLE practices DROP COLUMN city;

-- migrate:down transaction:false
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table practices, because ALTER TABLE cannot make these changes:
--   new column practices.city TEXT NOT NULL
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE,
    city TEXT NOT NULL
);
-- the old values of practices.city are not restored; existing rows get ''
INSERT INTO new_practices (id, name, city)
SELECT id, name, ''
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
