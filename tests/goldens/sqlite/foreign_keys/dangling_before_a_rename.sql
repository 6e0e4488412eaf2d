-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'animals' AS child, rowid AS row, CASE lower(parent) WHEN 'owners' THEN 'people' WHEN 'pets' THEN 'animals' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('pets', 'main');
ALTER TABLE owners RENAME TO people;
ALTER TABLE pets RENAME TO animals;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table people, because ALTER TABLE cannot make these changes:
--   column people.name: NOT NULL, default none → ''
CREATE TABLE new_people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_people (id, name)
SELECT id, COALESCE(name, '')
FROM people;
DROP TABLE people;
ALTER TABLE new_people RENAME TO people;
-- rebuilds table animals, because ALTER TABLE cannot make these changes:
--   column animals.name: NOT NULL, default none → ''
CREATE TABLE new_animals (
    id INTEGER PRIMARY KEY,
    owner INTEGER,
    name TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (owner) REFERENCES people (id)
);
INSERT INTO new_animals (id, owner, name)
SELECT id, owner, COALESCE(name, '')
FROM animals;
DROP TABLE animals;
ALTER TABLE new_animals RENAME TO animals;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'animals' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('animals', 'main')
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
SELECT 'pets' AS child, rowid AS row, CASE lower(parent) WHEN 'animals' THEN 'pets' WHEN 'people' THEN 'owners' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('animals', 'main');
ALTER TABLE animals RENAME TO pets;
ALTER TABLE people RENAME TO owners;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table owners, because ALTER TABLE cannot make these changes:
--   column owners.name: NOT NULL dropped, default '' → none
CREATE TABLE new_owners (
    id INTEGER PRIMARY KEY,
    name TEXT
);
INSERT INTO new_owners (id, name)
SELECT id, name
FROM owners;
DROP TABLE owners;
ALTER TABLE new_owners RENAME TO owners;
-- rebuilds table pets, because ALTER TABLE cannot make these changes:
--   column pets.name: NOT NULL dropped, default '' → none
CREATE TABLE new_pets (
    id INTEGER PRIMARY KEY,
    owner INTEGER,
    name TEXT,
    FOREIGN KEY (owner) REFERENCES owners (id)
);
INSERT INTO new_pets (id, owner, name)
SELECT id, owner, name
FROM pets;
DROP TABLE pets;
ALTER TABLE new_pets RENAME TO pets;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'pets' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('pets', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
