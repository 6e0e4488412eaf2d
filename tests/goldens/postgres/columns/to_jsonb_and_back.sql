-- up
ALTER TABLE t
    ALTER COLUMN a TYPE jsonb USING to_jsonb(a),
    ALTER COLUMN b TYPE jsonb USING to_jsonb(b),
    ALTER COLUMN c TYPE jsonb USING to_jsonb(c),
    ALTER COLUMN d TYPE jsonb USING to_jsonb(d),
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE jsonb USING to_jsonb(e),
    ALTER COLUMN e SET DEFAULT '"ok"'::jsonb,
    ALTER COLUMN f TYPE json USING to_json(f),
    ALTER COLUMN g TYPE jsonb USING to_jsonb(g),
    ALTER COLUMN h TYPE jsonb USING to_jsonb(h),
    ALTER COLUMN i TYPE inet USING i::inet,
    ALTER COLUMN j TYPE inet[] USING j::inet[];

-- down
CREATE FUNCTION pg_temp.inet_to_text_moved(held inet[]) RETURNS text[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved text[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := abbrev(held[i]);
  END LOOP;
  RETURN moved;
END $$;
-- a: fails on values that the new type cannot parse
-- b: fails on values that the new type cannot parse
-- c: fails on values that the new type cannot parse
-- d: fails on values that the new type cannot parse
-- e: fails on values that the new type cannot parse
-- f: fails on values that the new type cannot parse
-- j: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN a TYPE uuid USING (a #>> '{}')::uuid,
    ALTER COLUMN b TYPE inet USING (b #>> '{}')::inet,
    ALTER COLUMN c TYPE date USING (c #>> '{}')::date,
    ALTER COLUMN d TYPE bytea USING (d #>> '{}')::bytea,
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE mood USING (e #>> '{}')::mood,
    ALTER COLUMN e SET DEFAULT 'ok'::mood,
    ALTER COLUMN f TYPE timestamp with time zone USING (f #>> '{}')::timestamp with time zone,
    ALTER COLUMN g TYPE integer USING g::jsonb::integer,
    ALTER COLUMN h TYPE boolean USING h::jsonb::boolean,
    ALTER COLUMN i TYPE text USING abbrev(i),
    ALTER COLUMN j TYPE text[] USING pg_temp.inet_to_text_moved(j);
DROP FUNCTION pg_temp.inet_to_text_moved(inet[]);
