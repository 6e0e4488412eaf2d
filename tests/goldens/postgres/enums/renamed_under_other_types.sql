-- up
ALTER TYPE "Kind of" RENAME TO kind;
ALTER TABLE t ALTER COLUMN s TYPE text;
DROP TYPE span;
-- fails when a row holds 'z': change such rows first
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a', 'b');
ALTER TYPE best RENAME TO best__old;
CREATE DOMAIN best AS kind DEFAULT 'a'::kind CONSTRAINT best_check CHECK ((VALUE <> 'b'::kind));
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (z kind, "Y y" text, x integer);
ALTER TABLE t
    ALTER COLUMN k TYPE kind USING k::text::kind,
    ALTER COLUMN b TYPE best USING b::text::best,
    ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).z::text::kind, NULL, (p).x)::pair END;
CREATE TYPE span AS RANGE (SUBTYPE = kind, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t ALTER COLUMN s TYPE span USING s::span;
DROP DOMAIN best__old;
DROP TYPE pair__old;
DROP TYPE kind__old;

-- down
ALTER TYPE kind RENAME TO "Kind of";
ALTER TYPE "Kind of" ADD VALUE 'z';
ALTER TYPE pair DROP ATTRIBUTE "Y y";
