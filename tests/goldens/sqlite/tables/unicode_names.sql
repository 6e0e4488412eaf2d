-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table größe, because ALTER TABLE cannot make these changes:
--   column größe.Länge: NOT NULL
CREATE TABLE "new_größe" (
    id INTEGER PRIMARY KEY,
    "Länge" REAL NOT NULL,
    "日付" TEXT,
    breite REAL
);
-- fails when a row holds NULL in größe.Länge
INSERT INTO "new_größe" (id, "Länge", "日付")
SELECT id, "Länge", "日付"
FROM "größe";
DROP TABLE "größe";
ALTER TABLE "new_größe" RENAME TO "größe";
CREATE INDEX "größe_länge" ON "größe" ("Länge");
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
-- rebuilds table größe, because ALTER TABLE cannot make these changes:
--   column größe.Länge: NOT NULL dropped
CREATE TABLE "new_größe" (
    id INTEGER PRIMARY KEY,
    "Länge" REAL,
    "日付" TEXT
);
INSERT INTO "new_größe" (id, "Länge", "日付")
SELECT id, "Länge", "日付"
FROM "größe";
DROP TABLE "größe";
ALTER TABLE "new_größe" RENAME TO "größe";
CREATE INDEX "größe_länge" ON "größe" ("Länge");
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
