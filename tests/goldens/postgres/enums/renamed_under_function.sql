-- up
ALTER TYPE mood RENAME TO "mood two";

-- down
ALTER TYPE "mood two" RENAME TO mood;
