-- up
ALTER TYPE "Kind of" RENAME TO kind;

-- down
ALTER TYPE kind RENAME TO "Kind of";
