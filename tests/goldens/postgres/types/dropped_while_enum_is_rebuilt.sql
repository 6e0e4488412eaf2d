-- up
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('b', 'a');
ALTER TABLE t ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE DOMAIN "Best" AS mood;
ALTER TABLE t ALTER COLUMN a TYPE "Best" USING a::text::"Best";
DROP DOMAIN best;
CREATE TYPE "Pair of" AS (x integer, z mood);
ALTER TABLE t ALTER COLUMN p TYPE "Pair of" USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).x, (p).z::text::mood)::"Pair of" END;
DROP TYPE pair;
DROP TYPE mood__old;

-- down
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE DOMAIN best AS mood;
ALTER TABLE t ALTER COLUMN a TYPE best USING a::text::best;
DROP DOMAIN "Best";
CREATE TYPE pair AS (x integer, z mood);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).x, (p).z::text::mood)::pair END;
DROP TYPE "Pair of";
CREATE TYPE span AS RANGE (SUBTYPE = mood, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t ALTER COLUMN s TYPE span USING s::span;
DROP TYPE mood__old;
