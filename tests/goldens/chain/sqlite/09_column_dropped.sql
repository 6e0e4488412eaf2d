-- 0010 column_dropped
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
-- drops column practices.city with its values
ALTER TABLE practices DROP COLUMN city;

-- migrate:down transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table practices anew, because ALTER TABLE can't do this:
--   new column practices.city TEXT NOT NULL
CREATE TABLE new_practices (
    id INTEGER PRIMARY KEY,
    name VARCHAR(255) NOT NULL UNIQUE,
    city TEXT NOT NULL
);
-- the values that practices.city held are not brought back; existing rows get ''
INSERT INTO new_practices (id, name, city)
SELECT id, name, ''
FROM practices;
DROP TABLE practices;
ALTER TABLE new_practices RENAME TO practices;
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
