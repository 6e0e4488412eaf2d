-- 0012 unique_to_index
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table practices anew, because ALTER TABLE can't do this:
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
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- migrate:down transaction:false
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX practices_name_idx;
-- builds table practices anew, because ALTER TABLE can't do this:
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
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
