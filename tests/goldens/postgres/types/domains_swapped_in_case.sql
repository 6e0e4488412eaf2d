-- up
ALTER TYPE kind RENAME VALUE 'bé' TO 'b';
COMMENT ON TYPE kind IS 'kinds';
CREATE DOMAIN "Best" AS kind;
ALTER TABLE t
    ALTER COLUMN b TYPE "Best"[] USING b::"Best"[],
    ALTER COLUMN c TYPE "Best";
DROP DOMAIN best;

-- down
ALTER TYPE kind RENAME VALUE 'b' TO 'bé';
COMMENT ON TYPE kind IS NULL;
CREATE DOMAIN best AS kind;
ALTER TABLE t
    ALTER COLUMN b TYPE best[] USING b::best[],
    ALTER COLUMN c TYPE best;
DROP DOMAIN "Best";
