-- up
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table Table 1 anew, because ALTER TABLE can't do this:
--   column Table 1.a b: NOT NULL, default none → 3
--   Table 1: new check constraint ("C""d" <> 'x')
CREATE TABLE "new_Table 1" (
    "a b" INT NOT NULL DEFAULT 3,
    "C""d" TEXT,
    "é" INT,
    "new one" INT,
    CHECK ("C""d" <> 'x')
);
INSERT INTO "new_Table 1" ("a b", "C""d", "é")
SELECT COALESCE("a b", 3), "C""d", "é"
FROM "Table 1";
DROP TABLE "Table 1";
ALTER TABLE "new_Table 1" RENAME TO "Table 1";
CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d"));
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are built anew, as SQLite's manual says (lang_altertable.html, section 7): with foreign
-- keys off, so that dropping the old table leaves the rows that refer to it alone.
PRAGMA foreign_keys = OFF;
BEGIN;
-- builds table Table 1 anew, because ALTER TABLE can't do this:
--   column Table 1.a b: NOT NULL dropped, default 3 → none
--   Table 1: check constraint ("C""d" <> 'x') dropped
CREATE TABLE "new_Table 1" (
    "a b" INT,
    "C""d" TEXT,
    "é" INT
);
INSERT INTO "new_Table 1" ("a b", "C""d", "é")
SELECT "a b", "C""d", "é"
FROM "Table 1";
DROP TABLE "Table 1";
ALTER TABLE "new_Table 1" RENAME TO "Table 1";
CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d"));
-- each row of this is a reference to a row that is not there: there must be none
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
