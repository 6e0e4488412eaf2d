-- up
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (b text, a integer);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).b, (p).a)::pair END;
DROP TYPE pair__old;

-- down
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b text);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::pair END;
DROP TYPE pair__old;
