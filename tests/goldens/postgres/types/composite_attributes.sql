-- up
-- drops attribute pair.b with its values
ALTER TYPE pair DROP ATTRIBUTE b;
ALTER TYPE pair ADD ATTRIBUTE d numeric(5,2);

-- down
DROP VIEW v;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b text, c date);
ALTER TABLE t ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, NULL, (p).c)::pair END;
CREATE VIEW v AS
SELECT (t.p).a AS x
   FROM t;
DROP TYPE pair__old;
