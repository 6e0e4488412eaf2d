-- up
ALTER TABLE parts RENAME COLUMN "V a" TO va;
ALTER TYPE kind ADD VALUE 'b' BEFORE 'a';
ALTER INDEX "pd_V a_k_idx" RENAME TO pd_va_k_idx;

-- down
ALTER TABLE parts RENAME COLUMN va TO "V a";
-- fails when a row holds 'b': change such rows first
ALTER TYPE kind RENAME TO kind__old;
CREATE TYPE kind AS ENUM ('a');
ALTER TABLE parts ALTER COLUMN "V a" TYPE kind USING "V a"::text::kind;
DROP TYPE kind__old;
