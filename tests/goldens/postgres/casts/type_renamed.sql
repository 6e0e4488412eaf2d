-- up
ALTER TYPE mood RENAME TO "A mood";

-- down
ALTER TYPE "A mood" RENAME TO mood;
