-- up
CREATE FUNCTION pg_temp.timestamp_without_time_zone_to_timestamp_with_time_zone_moved(held timestamp without time zone[]) RETURNS timestamp with time zone[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved timestamp with time zone[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i] AT TIME ZONE 'UTC';
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.boolean_to_integer_moved(held boolean[]) RETURNS integer[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved integer[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i]::integer;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.bytea_to_text_moved(held bytea[]) RETURNS text[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved text[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := convert_from(held[i], 'UTF8');
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.uuid_to_bytea_moved(held uuid[]) RETURNS bytea[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved bytea[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := uuid_send(held[i]);
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.integer_to_boolean_moved(held integer[]) RETURNS boolean[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved boolean[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i] <> 0;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.character_varying_to_bytea_moved(held character varying(9)[]) RETURNS bytea[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved bytea[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := convert_to(held[i], 'UTF8');
  END LOOP;
  RETURN moved;
END $$;
-- a: values without a time zone are in UTC; fails on multidimensional arrays
-- b: fails on multidimensional arrays
-- c: fails on multidimensional arrays
-- d: fails on multidimensional arrays
-- e: fails on multidimensional arrays
-- values of t.e become true unless they are 0: integer[] → boolean[]
-- values of t.f lose their time of day: timestamp without time zone[] → date[]
-- g: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN a TYPE timestamp with time zone[] USING pg_temp.timestamp_without_time_zone_to_timestamp_with_time_zone_moved(a),
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE integer[] USING pg_temp.boolean_to_integer_moved(b),
    ALTER COLUMN b SET DEFAULT '{1}'::integer[],
    ALTER COLUMN c TYPE text[] USING pg_temp.bytea_to_text_moved(c),
    ALTER COLUMN d TYPE bytea[] USING pg_temp.uuid_to_bytea_moved(d),
    ALTER COLUMN e TYPE boolean[] USING pg_temp.integer_to_boolean_moved(e),
    ALTER COLUMN f TYPE date[],
    ALTER COLUMN g TYPE bytea[] USING pg_temp.character_varying_to_bytea_moved(g);
DROP FUNCTION pg_temp.character_varying_to_bytea_moved(character varying(9)[]);
DROP FUNCTION pg_temp.integer_to_boolean_moved(integer[]);
DROP FUNCTION pg_temp.uuid_to_bytea_moved(uuid[]);
DROP FUNCTION pg_temp.bytea_to_text_moved(bytea[]);
DROP FUNCTION pg_temp.boolean_to_integer_moved(boolean[]);
DROP FUNCTION pg_temp.timestamp_without_time_zone_to_timestamp_with_time_zone_moved(timestamp without time zone[]);

-- down
CREATE FUNCTION pg_temp.timestamp_with_time_zone_to_timestamp_without_time_zone_moved(held timestamp with time zone[]) RETURNS timestamp without time zone[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved timestamp without time zone[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i] AT TIME ZONE 'UTC';
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.integer_to_boolean_moved(held integer[]) RETURNS boolean[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved boolean[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i] <> 0;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.text_to_bytea_moved(held text[]) RETURNS bytea[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved bytea[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := convert_to(held[i], 'UTF8');
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.bytea_to_uuid_moved(held bytea[]) RETURNS uuid[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved uuid[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := encode(held[i], 'hex')::uuid;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.boolean_to_integer_moved(held boolean[]) RETURNS integer[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved integer[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := held[i]::integer;
  END LOOP;
  RETURN moved;
END $$;
CREATE FUNCTION pg_temp.bytea_to_character_varying_moved(held bytea[]) RETURNS character varying(9)[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved character varying(9)[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := convert_from(held[i], 'UTF8');
  END LOOP;
  RETURN moved;
END $$;
-- a: values without a time zone are in UTC; fails on multidimensional arrays
-- b: fails on multidimensional arrays
-- values of t.b become true unless they are 0: integer[] → boolean[]
-- c: fails on multidimensional arrays
-- d: fails on multidimensional arrays
-- e: fails on multidimensional arrays
-- g: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN a TYPE timestamp without time zone[] USING pg_temp.timestamp_with_time_zone_to_timestamp_without_time_zone_moved(a),
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE boolean[] USING pg_temp.integer_to_boolean_moved(b),
    ALTER COLUMN b SET DEFAULT '{t}'::boolean[],
    ALTER COLUMN c TYPE bytea[] USING pg_temp.text_to_bytea_moved(c),
    ALTER COLUMN d TYPE uuid[] USING pg_temp.bytea_to_uuid_moved(d),
    ALTER COLUMN e TYPE integer[] USING pg_temp.boolean_to_integer_moved(e),
    ALTER COLUMN f TYPE timestamp without time zone[],
    ALTER COLUMN g TYPE character varying(9)[] USING pg_temp.bytea_to_character_varying_moved(g);
DROP FUNCTION pg_temp.bytea_to_character_varying_moved(bytea[]);
DROP FUNCTION pg_temp.boolean_to_integer_moved(boolean[]);
DROP FUNCTION pg_temp.bytea_to_uuid_moved(bytea[]);
DROP FUNCTION pg_temp.text_to_bytea_moved(text[]);
DROP FUNCTION pg_temp.integer_to_boolean_moved(integer[]);
DROP FUNCTION pg_temp.timestamp_with_time_zone_to_timestamp_without_time_zone_moved(timestamp with time zone[]);
