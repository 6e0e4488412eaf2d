-- up
ALTER TYPE spot RENAME TO spot__old;
CREATE TYPE spot AS (y text, x bigint, flag boolean, m mood);
ALTER TYPE points RENAME TO points__old;
CREATE DOMAIN points AS spot[];
ALTER TYPE way RENAME TO way__old;
CREATE TYPE way AS (points spot[], name text);
CREATE FUNCTION pg_temp.spot__old_moved(held spot__old[]) RETURNS spot[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved spot[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).y, (held[i]).x, NULL, (held[i]).m)::spot END;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.way__old_moved(held way__old[]) RETURNS way[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved way[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(pg_temp.spot__old_moved((held[i]).points), (held[i]).name)::way END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
-- p: fails on multidimensional arrays
-- paths: fails on multidimensional arrays; fails on multidimensional arrays
-- d: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN ps TYPE spot[] USING pg_temp.spot__old_moved(ps),
    ALTER COLUMN p TYPE way USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(pg_temp.spot__old_moved((p).points), (p).name)::way END,
    ALTER COLUMN paths TYPE way[] USING pg_temp.way__old_moved(paths),
    ALTER COLUMN d TYPE points USING pg_temp.spot__old_moved(d)::points,
    ALTER COLUMN one TYPE spot USING CASE WHEN one IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((one).y, (one).x, NULL, (one).m)::spot END;
DROP FUNCTION pg_temp.way__old_moved(way__old[]);
DROP FUNCTION pg_temp.spot__old_moved(spot__old[]);
DROP DOMAIN points__old;
DROP TYPE way__old;
DROP TYPE spot__old;

-- down
ALTER TYPE spot RENAME TO spot__old;
CREATE TYPE spot AS (x integer, y integer, m mood, note text);
ALTER TYPE points RENAME TO points__old;
CREATE DOMAIN points AS spot[];
ALTER TYPE way RENAME TO way__old;
CREATE TYPE way AS (name text, points spot[]);
CREATE FUNCTION pg_temp.spot__old_moved(held spot__old[]) RETURNS spot[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved spot[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).x, (held[i]).y::integer, (held[i]).m, NULL)::spot END;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.way__old_moved(held way__old[]) RETURNS way[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved way[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).name, pg_temp.spot__old_moved((held[i]).points))::way END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
-- p: fails on multidimensional arrays
-- paths: fails on multidimensional arrays; fails on multidimensional arrays
-- d: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN ps TYPE spot[] USING pg_temp.spot__old_moved(ps),
    ALTER COLUMN p TYPE way USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).name, pg_temp.spot__old_moved((p).points))::way END,
    ALTER COLUMN paths TYPE way[] USING pg_temp.way__old_moved(paths),
    ALTER COLUMN d TYPE points USING pg_temp.spot__old_moved(d)::points,
    ALTER COLUMN one TYPE spot USING CASE WHEN one IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((one).x, (one).y::integer, (one).m, NULL)::spot END;
DROP FUNCTION pg_temp.way__old_moved(way__old[]);
DROP FUNCTION pg_temp.spot__old_moved(spot__old[]);
DROP DOMAIN points__old;
DROP TYPE way__old;
DROP TYPE spot__old;
