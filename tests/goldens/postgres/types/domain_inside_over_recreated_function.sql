-- up
ALTER DOMAIN d DROP CONSTRAINT d_ok;
DROP FUNCTION ok(integer);
ALTER TABLE limits ALTER COLUMN n TYPE numeric;
CREATE OR REPLACE FUNCTION ok(v integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT (NOT (EXISTS ( SELECT
            FROM limits
           WHERE (limits.n < (ok.v)::numeric))));
END;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS integer CONSTRAINT d_ok CHECK (ok(VALUE));
ALTER TYPE c RENAME TO c__old;
CREATE TYPE c AS (a d, b integer);
ALTER TABLE t
    ALTER COLUMN v TYPE d[] USING v::d[],
    ALTER COLUMN x TYPE c USING CASE WHEN x IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((x).a, (x).b)::c END;
DROP TYPE c__old;
DROP DOMAIN d__old;

-- down
ALTER DOMAIN d DROP CONSTRAINT d_ok;
DROP FUNCTION ok(integer);
-- values of limits.n are rounded: numeric → integer
ALTER TABLE limits ALTER COLUMN n TYPE integer;
CREATE OR REPLACE FUNCTION ok(v integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT (NOT (EXISTS ( SELECT
            FROM limits
           WHERE (limits.n < ok.v))));
END;
ALTER TYPE d RENAME TO d__old;
CREATE DOMAIN d AS integer CONSTRAINT d_ok CHECK (ok(VALUE));
ALTER TYPE c RENAME TO c__old;
CREATE TYPE c AS (a d, b integer);
ALTER TABLE t
    ALTER COLUMN v TYPE d[] USING v::d[],
    ALTER COLUMN x TYPE c USING CASE WHEN x IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((x).a, (x).b)::c END;
DROP TYPE c__old;
DROP DOMAIN d__old;
