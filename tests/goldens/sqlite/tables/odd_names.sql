-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table Table 1, because ALTER TABLE cannot make these changes:
--   column Table 1.a b: NOT NULL, default none → 3
--   Table 1: new check constraint ("C""d" <> 'x')
CREATE TABLE "new_Table 1" (
    "a b" INT NOT NULL DEFAULT 3,
    "C""d" TEXT,
    "é" INT,
    "new one" INT,
    CHECK ("C""d" <> 'x')
);
INSERT INTO "new_Table 1" (rowid, "a b", "C""d", "é")
SELECT rowid, COALESCE("a b", 3), "C""d", "é"
FROM "Table 1";
DROP TABLE "Table 1";
ALTER TABLE "new_Table 1" RENAME TO "Table 1";
CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d"));
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
-- rebuilds table Table 1, because ALTER TABLE cannot make these changes:
--   column Table 1.a b: NOT NULL dropped, default 3 → none
--   Table 1: check constraint ("C""d" <> 'x') dropped
CREATE TABLE "new_Table 1" (
    "a b" INT,
    "C""d" TEXT,
    "é" INT
);
INSERT INTO "new_Table 1" (rowid, "a b", "C""d", "é")
SELECT rowid, "a b", "C""d", "é"
FROM "Table 1";
DROP TABLE "Table 1";
ALTER TABLE "new_Table 1" RENAME TO "Table 1";
CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d"));
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
