-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table person, because ALTER TABLE cannot make these changes:
--   column person.full: generated first || ' ' || last → coalesce(first, '') || ' ' || coalesce(last, '')
CREATE TABLE new_person (
    id INTEGER PRIMARY KEY,
    first TEXT,
    last TEXT,
    "full" TEXT GENERATED ALWAYS AS (coalesce(first, '') || ' ' || coalesce(last, '')) VIRTUAL
);
INSERT INTO new_person (id, first, last)
SELECT id, first, last
FROM person;
DROP TABLE person;
ALTER TABLE new_person RENAME TO person;
CREATE INDEX person_by_full ON person ("full" COLLATE NOCASE);
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
-- rebuilds table person, because ALTER TABLE cannot make these changes:
--   column person.full: generated coalesce(first, '') || ' ' || coalesce(last, '') → first || ' ' || last
CREATE TABLE new_person (
    id INTEGER PRIMARY KEY,
    first TEXT,
    last TEXT,
    "full" TEXT GENERATED ALWAYS AS (first || ' ' || last) VIRTUAL
);
INSERT INTO new_person (id, first, last)
SELECT id, first, last
FROM person;
DROP TABLE person;
ALTER TABLE new_person RENAME TO person;
CREATE INDEX person_by_full ON person ("full" COLLATE NOCASE);
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
