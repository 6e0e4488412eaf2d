-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(pair);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_p_check;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a bigint, b character varying(20));
CREATE FUNCTION pg_temp.pair__old_moved(held pair__old[]) RETURNS pair[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved pair[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).a, (held[i]).b)::pair END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN p DROP DEFAULT,
    ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::pair END,
    ALTER COLUMN p SET DEFAULT ROW((1)::bigint, 'x'::character varying(20))::pair,
    ALTER COLUMN ps TYPE pair[] USING pg_temp.pair__old_moved(ps);
DROP FUNCTION pg_temp.pair__old_moved(pair__old[]);
ALTER TABLE t ADD CONSTRAINT t_p_check CHECK ((p).a < 10);
CREATE OR REPLACE FUNCTION f(pair)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE VIEW v AS
SELECT (t.p).a AS x,
    t.p
   FROM t;
DROP TYPE pair__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(pair);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_p_check;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b text);
CREATE FUNCTION pg_temp.pair__old_moved(held pair__old[]) RETURNS pair[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved pair[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).a, (held[i]).b)::pair END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN p DROP DEFAULT,
    ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, (p).b)::pair END,
    ALTER COLUMN p SET DEFAULT ROW(1, 'x'::text)::pair,
    ALTER COLUMN ps TYPE pair[] USING pg_temp.pair__old_moved(ps);
DROP FUNCTION pg_temp.pair__old_moved(pair__old[]);
ALTER TABLE t ADD CONSTRAINT t_p_check CHECK ((p).a < 10);
CREATE OR REPLACE FUNCTION f(pair)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE VIEW v AS
SELECT (t.p).a AS x,
    t.p
   FROM t;
DROP TYPE pair__old;
