-- up
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE "full text" RENAME TO "old_full text";
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE "full text" USING fts5 ("the title", [body], tokenize = "unicode61 tokenchars '-_.'", detail = full);
-- keeps the rows in the columns that both definitions have
INSERT INTO "full text" (rowid, "the title", body)
SELECT rowid, "the title", body
FROM "old_full text";
DROP TABLE "old_full text";

-- down
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE "full text" RENAME TO "old_full text";
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE "full text" USING fts5 ("the title", [body], tokenize = "unicode61 tokenchars '-_'");
-- keeps the rows in the columns that both definitions have
INSERT INTO "full text" (rowid, "the title", body)
SELECT rowid, "the title", body
FROM "old_full text";
DROP TABLE "old_full text";
