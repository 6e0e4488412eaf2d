-- up
DROP INDEX t_b;
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE bigint[],
    ALTER COLUMN a SET DEFAULT '{}'::bigint[],
    ALTER COLUMN b TYPE mood[] USING b::text[]::mood[],
    ALTER COLUMN c TYPE text[],
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN d TYPE text[] USING d::text[]::text[],
    ALTER COLUMN d SET DEFAULT '{ok}'::text[];
UPDATE t SET a = DEFAULT WHERE a IS NULL;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
CREATE INDEX t_b ON t USING gin (b);

-- down
DROP INDEX t_b;
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer[],
    ALTER COLUMN a SET DEFAULT '{}'::integer[],
    ALTER COLUMN b TYPE text[] USING b::text[]::text[],
    ALTER COLUMN c TYPE character varying(5)[],
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN d TYPE mood[] USING d::text[]::mood[],
    ALTER COLUMN d SET DEFAULT '{ok}'::mood[];
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
CREATE INDEX t_b ON t USING gin (b);
