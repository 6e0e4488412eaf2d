-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION of_dom(dom);
DROP MATERIALIZED VIEW mat;
DROP VIEW seen;
DROP TRIGGER tr ON m1;
DROP POLICY pol ON t;
ALTER TABLE b DROP CONSTRAINT b_w_fkey;
ALTER TABLE m2 DROP CONSTRAINT c2;
ALTER TABLE t DROP CONSTRAINT t_p_check;
DROP INDEX b_w;
ALTER TYPE dom RENAME TO dom__old;
CREATE DOMAIN dom AS text DEFAULT 'ab'::text CONSTRAINT dom_check CHECK ((VALUE IS NOT NULL));
ALTER TYPE dom2 RENAME TO dom2__old;
CREATE DOMAIN dom2 AS dom DEFAULT 'ab'::text;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b text);
ALTER TABLE m2a ALTER COLUMN v DROP DEFAULT;
ALTER TABLE ONLY m2 ALTER COLUMN v DROP DEFAULT;
ALTER TABLE a ALTER COLUMN v TYPE text USING convert_from(v, 'UTF8');
ALTER TABLE b ALTER COLUMN w TYPE text USING convert_from(w, 'UTF8');
CREATE FUNCTION pg_temp.pair__old_moved(held pair__old[]) RETURNS pair[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved pair[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).a, convert_from((held[i]).b, 'UTF8'))::pair END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN plain DROP DEFAULT,
    ALTER COLUMN plain TYPE text USING convert_from(plain, 'UTF8'),
    ALTER COLUMN plain SET DEFAULT 'ab'::text,
    ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, convert_from((p).b, 'UTF8'))::pair END,
    ALTER COLUMN ps TYPE pair[] USING pg_temp.pair__old_moved(ps),
    ALTER COLUMN d TYPE dom USING convert_from(d, 'UTF8'),
    ALTER COLUMN d2 TYPE dom2 USING convert_from(d2, 'UTF8');
DROP FUNCTION pg_temp.pair__old_moved(pair__old[]);
ALTER TABLE t ADD CONSTRAINT t_p_check CHECK ((p).b IS NOT NULL);
CREATE INDEX b_w ON b (w) INCLUDE (w) WHERE w IS NOT NULL;
ALTER TABLE b ADD CONSTRAINT b_w_fkey FOREIGN KEY (w) REFERENCES a (v) ON UPDATE CASCADE;
CREATE OR REPLACE FUNCTION of_dom(dom)
 RETURNS pair
 LANGUAGE sql
AS $function$SELECT ROW(1, $1)::pair$function$;
CREATE VIEW seen AS
SELECT t.p,
    t.ps,
    t.d,
    t.d2,
    t.plain
   FROM t;
CREATE MATERIALIZED VIEW mat AS
SELECT seen.p,
    seen.ps,
    seen.d,
    seen.d2,
    seen.plain
   FROM seen
  WHERE (seen.plain IS NOT NULL);
CREATE INDEX mat_i ON mat ((d IS NOT NULL));
CREATE POLICY pol ON t FOR ALL TO PUBLIC USING ((plain IS NOT NULL));
ALTER TABLE m DROP COLUMN g;
ALTER TABLE ONLY m ALTER COLUMN v DROP DEFAULT;
ALTER TABLE m ALTER COLUMN v TYPE text USING convert_from(v, 'UTF8');
ALTER TABLE ONLY m ALTER COLUMN v SET DEFAULT 'ab'::text;
ALTER TABLE m ADD COLUMN g boolean GENERATED ALWAYS AS (v IS NOT NULL) STORED;
ALTER TABLE ONLY m2 ALTER COLUMN v SET DEFAULT 'ab'::text;
ALTER TABLE m2a ALTER COLUMN v SET DEFAULT 'ab'::text;
ALTER TABLE m2 ADD CONSTRAINT c2 CHECK (v IS NOT NULL);
CREATE TRIGGER tr BEFORE UPDATE OF v ON m1 FOR EACH ROW WHEN (new.v IS NOT NULL) EXECUTE FUNCTION f();
DROP DOMAIN dom2__old;
DROP DOMAIN dom__old;
DROP TYPE pair__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION of_dom(dom);
DROP MATERIALIZED VIEW mat;
DROP VIEW seen;
DROP TRIGGER tr ON m1;
DROP POLICY pol ON t;
ALTER TABLE b DROP CONSTRAINT b_w_fkey;
ALTER TABLE m2 DROP CONSTRAINT c2;
ALTER TABLE t DROP CONSTRAINT t_p_check;
DROP INDEX b_w;
ALTER TYPE dom RENAME TO dom__old;
CREATE DOMAIN dom AS bytea DEFAULT '\x6162'::bytea CONSTRAINT dom_check CHECK ((VALUE IS NOT NULL));
ALTER TYPE dom2 RENAME TO dom2__old;
CREATE DOMAIN dom2 AS dom DEFAULT '\x6162'::bytea;
ALTER TYPE pair RENAME TO pair__old;
CREATE TYPE pair AS (a integer, b bytea);
ALTER TABLE m2a ALTER COLUMN v DROP DEFAULT;
ALTER TABLE ONLY m2 ALTER COLUMN v DROP DEFAULT;
ALTER TABLE a ALTER COLUMN v TYPE bytea USING convert_to(v, 'UTF8');
ALTER TABLE b ALTER COLUMN w TYPE bytea USING convert_to(w, 'UTF8');
CREATE FUNCTION pg_temp.pair__old_moved(held pair__old[]) RETURNS pair[] LANGUAGE plpgsql STRICT AS $$
DECLARE moved pair[] := '{}';
BEGIN
  IF array_ndims(held) > 1 THEN
    RAISE 'an array of % dimensions is not converted: %', array_ndims(held), held;
  END IF;
  FOR i IN coalesce(array_lower(held, 1), 1) .. coalesce(array_upper(held, 1), 0) LOOP
    moved[i] := CASE WHEN held[i] IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((held[i]).a, convert_to((held[i]).b, 'UTF8'))::pair END;
  END LOOP;
  RETURN moved;
END $$;
-- ps: fails on multidimensional arrays
ALTER TABLE t
    ALTER COLUMN plain DROP DEFAULT,
    ALTER COLUMN plain TYPE bytea USING convert_to(plain, 'UTF8'),
    ALTER COLUMN plain SET DEFAULT '\x6162'::bytea,
    ALTER COLUMN p TYPE pair USING CASE WHEN p IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((p).a, convert_to((p).b, 'UTF8'))::pair END,
    ALTER COLUMN ps TYPE pair[] USING pg_temp.pair__old_moved(ps),
    ALTER COLUMN d TYPE dom USING convert_to(d, 'UTF8'),
    ALTER COLUMN d2 TYPE dom2 USING convert_to(d2, 'UTF8');
DROP FUNCTION pg_temp.pair__old_moved(pair__old[]);
ALTER TABLE t ADD CONSTRAINT t_p_check CHECK ((p).b IS NOT NULL);
CREATE INDEX b_w ON b (w) INCLUDE (w) WHERE w IS NOT NULL;
ALTER TABLE b ADD CONSTRAINT b_w_fkey FOREIGN KEY (w) REFERENCES a (v) ON UPDATE CASCADE;
CREATE OR REPLACE FUNCTION of_dom(dom)
 RETURNS pair
 LANGUAGE sql
AS $function$SELECT ROW(1, $1)::pair$function$;
CREATE VIEW seen AS
SELECT t.p,
    t.ps,
    t.d,
    t.d2,
    t.plain
   FROM t;
CREATE MATERIALIZED VIEW mat AS
SELECT seen.p,
    seen.ps,
    seen.d,
    seen.d2,
    seen.plain
   FROM seen
  WHERE (seen.plain IS NOT NULL);
CREATE INDEX mat_i ON mat ((d IS NOT NULL));
CREATE POLICY pol ON t FOR ALL TO PUBLIC USING ((plain IS NOT NULL));
ALTER TABLE m DROP COLUMN g;
ALTER TABLE ONLY m ALTER COLUMN v DROP DEFAULT;
ALTER TABLE m ALTER COLUMN v TYPE bytea USING convert_to(v, 'UTF8');
ALTER TABLE ONLY m ALTER COLUMN v SET DEFAULT '\x6162'::bytea;
ALTER TABLE m ADD COLUMN g boolean GENERATED ALWAYS AS (v IS NOT NULL) STORED;
ALTER TABLE ONLY m2 ALTER COLUMN v SET DEFAULT '\x6162'::bytea;
ALTER TABLE m2a ALTER COLUMN v SET DEFAULT '\x6162'::bytea;
ALTER TABLE m2 ADD CONSTRAINT c2 CHECK (v IS NOT NULL);
CREATE TRIGGER tr BEFORE UPDATE OF v ON m1 FOR EACH ROW WHEN (new.v IS NOT NULL) EXECUTE FUNCTION f();
DROP DOMAIN dom2__old;
DROP DOMAIN dom__old;
DROP TYPE pair__old;
