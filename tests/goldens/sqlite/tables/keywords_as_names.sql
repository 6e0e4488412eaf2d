-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX "index";
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table group, because ALTER TABLE cannot make these changes:
--   column group.select: NOT NULL
CREATE TABLE new_group (
    "order" INTEGER PRIMARY KEY,
    "select" TEXT NOT NULL,
    "where" INT,
    "from" TEXT DEFAULT 'here'
);
-- fails when a row holds NULL in group.select
INSERT INTO new_group ("order", "select", "where")
SELECT "order", "select", "where"
FROM "group";
DROP TABLE "group";
ALTER TABLE new_group RENAME TO "group";
CREATE INDEX "index" ON "group" ("select", "where");
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX "index";
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table group, because ALTER TABLE cannot make these changes:
--   column group.select: NOT NULL dropped
CREATE TABLE new_group (
    "order" INTEGER PRIMARY KEY,
    "select" TEXT,
    "where" INT
);
INSERT INTO new_group ("order", "select", "where")
SELECT "order", "select", "where"
FROM "group";
DROP TABLE "group";
ALTER TABLE new_group RENAME TO "group";
CREATE INDEX "index" ON "group" ("select");
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
