-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'house' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('house', 'main')
UNION ALL SELECT 'person' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('person', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table person, because ALTER TABLE cannot make these changes:
--   column person.name: NOT NULL
CREATE TABLE new_person (
    id INTEGER PRIMARY KEY,
    home INTEGER,
    name TEXT NOT NULL,
    FOREIGN KEY (home) REFERENCES house (id)
);
-- fails when a row holds NULL in person.name
INSERT INTO new_person (id, home, name)
SELECT id, home, name
FROM person;
DROP TABLE person;
ALTER TABLE new_person RENAME TO person;
-- rebuilds table house, because ALTER TABLE cannot make these changes:
--   column house.street: NOT NULL
CREATE TABLE new_house (
    id INTEGER PRIMARY KEY,
    owner INTEGER,
    street TEXT NOT NULL,
    FOREIGN KEY (owner) REFERENCES person (id) ON DELETE CASCADE
);
-- fails when a row holds NULL in house.street
INSERT INTO new_house (id, owner, street)
SELECT id, owner, street
FROM house;
DROP TABLE house;
ALTER TABLE new_house RENAME TO house;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'house' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('house', 'main')
UNION ALL SELECT 'person' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('person', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'house' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('house', 'main')
UNION ALL SELECT 'person' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('person', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table person, because ALTER TABLE cannot make these changes:
--   column person.name: NOT NULL dropped
CREATE TABLE new_person (
    id INTEGER PRIMARY KEY,
    home INTEGER,
    name TEXT,
    FOREIGN KEY (home) REFERENCES house (id)
);
INSERT INTO new_person (id, home, name)
SELECT id, home, name
FROM person;
DROP TABLE person;
ALTER TABLE new_person RENAME TO person;
-- rebuilds table house, because ALTER TABLE cannot make these changes:
--   column house.street: NOT NULL dropped
CREATE TABLE new_house (
    id INTEGER PRIMARY KEY,
    owner INTEGER,
    street TEXT,
    FOREIGN KEY (owner) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO new_house (id, owner, street)
SELECT id, owner, street
FROM house;
DROP TABLE house;
ALTER TABLE new_house RENAME TO house;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'house' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('house', 'main')
UNION ALL SELECT 'person' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('person', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
