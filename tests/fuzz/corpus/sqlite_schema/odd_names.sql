CREATE TABLE "Table 1" ("a b" INT NOT NULL DEFAULT 3, "C""d" TEXT CHECK ("C""d" <> 'x'), 'é' INT, "new one" INT);
CREATE INDEX "I 1" ON "Table 1" ("a b", lower("C""d"));
