-- up
ALTER TYPE low RENAME TO low__old;
CREATE DOMAIN low AS bigint CONSTRAINT low_check CHECK ((VALUE < 100));
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a low, b text);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::pair END;
DROP TYPE pair__old;
DROP DOMAIN low__old;

-- down
ALTER TYPE low RENAME TO low__old;
CREATE DOMAIN low AS integer;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a low, b text);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::pair END;
DROP TYPE pair__old;
DROP DOMAIN low__old;
