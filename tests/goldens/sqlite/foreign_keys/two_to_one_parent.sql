-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'message' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('message', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table message, because ALTER TABLE cannot make these changes:
--   message: foreign key (receiver) → person (id) ON DELETE SET NULL dropped
--   message: new foreign key (receiver) → person (id) ON DELETE CASCADE
CREATE TABLE new_message (
    id INTEGER PRIMARY KEY,
    sender INTEGER,
    receiver INTEGER,
    FOREIGN KEY (sender) REFERENCES person (id) ON DELETE CASCADE,
    FOREIGN KEY (receiver) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO new_message (id, sender, receiver)
SELECT id, sender, receiver
FROM message;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'message' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('message', 'main')
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
SELECT 'message' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('message', 'main');
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table message, because ALTER TABLE cannot make these changes:
--   message: foreign key (receiver) → person (id) ON DELETE CASCADE dropped
--   message: new foreign key (receiver) → person (id) ON DELETE SET NULL
CREATE TABLE new_message (
    id INTEGER PRIMARY KEY,
    sender INTEGER,
    receiver INTEGER,
    FOREIGN KEY (sender) REFERENCES person (id) ON DELETE CASCADE,
    FOREIGN KEY (receiver) REFERENCES person (id) ON DELETE SET NULL
);
INSERT INTO new_message (id, sender, receiver)
SELECT id, sender, receiver
FROM message;
DROP TABLE message;
ALTER TABLE new_message RENAME TO message;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'message' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('message', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
