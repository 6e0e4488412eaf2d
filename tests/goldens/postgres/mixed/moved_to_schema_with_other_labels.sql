-- up
SET LOCAL check_function_bodies = off;
CREATE SCHEMA z;
ALTER TYPE x.mood SET SCHEMA z;
ALTER TABLE x.t SET SCHEMA z;
ALTER TABLE y.t RENAME TO t2;
ALTER TABLE y.u SET SCHEMA z;
DROP MATERIALIZED VIEW x.mv;
DROP VIEW y.v;
DROP TRIGGER tr ON z.t;
DROP FUNCTION x.tr();
DROP POLICY p ON z.t;
DROP STATISTICS x.st;
ALTER TABLE z.t DROP CONSTRAINT t_m_check;
DROP INDEX z.t_m;
CREATE SEQUENCE z.seq START WITH 5;
-- notes the next number of z.t.s for its new sequence
SELECT set_config('retort.next_z_t_s', next::text, true) FROM (SELECT pg_sequence_last_value('x.seq'::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 9223372036854775807;
ALTER TABLE z.t ALTER COLUMN s SET DEFAULT nextval('z.seq'::regclass);
SELECT setval('z.seq'::regclass, greatest(max(s) + 1, 5, nullif(current_setting('retort.next_z_t_s', true), '')::bigint), false) FROM z.t;
ALTER TABLE y.t2 RENAME CONSTRAINT t_pkey TO t2_pkey;
CREATE DOMAIN z.d AS text CONSTRAINT d_check CHECK ((VALUE <> ''::text));
ALTER TABLE z.t ALTER COLUMN d TYPE z.d;
CREATE OR REPLACE FUNCTION y.tr()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$;
ALTER TABLE z.t DROP COLUMN g;
DROP FUNCTION x.fn(z.mood);
-- fails when a row holds 'b': change such rows first
ALTER TYPE z.mood RENAME TO mood__old;
CREATE TYPE z.mood AS ENUM ('a', 'c', 'd');
ALTER TABLE y.t2 ALTER COLUMN m TYPE z.mood USING m::text::z.mood;
ALTER TABLE z.t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE z.t ALTER COLUMN m TYPE z.mood USING m::text::z.mood;
ALTER TABLE z.t ALTER COLUMN m SET DEFAULT 'a'::z.mood;
ALTER TABLE z.t ADD CONSTRAINT t_m_check CHECK (m <> 'c'::z.mood);
CREATE TYPE y.comp AS (m z.mood, d z.d);
ALTER TABLE z.t ALTER COLUMN c TYPE y.comp USING CASE WHEN c IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((c).m::text::z.mood, (c).d)::y.comp END;
DROP TYPE x.comp;
DROP DOMAIN x.d;
ALTER TABLE y.t2 RENAME CONSTRAINT t_id_fkey TO t2_id_fkey;
CREATE INDEX t_m ON z.t (m) WHERE m = 'a'::z.mood;
COMMENT ON INDEX z.t_m IS 'ix';
CREATE OR REPLACE FUNCTION y.fn(z.mood)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN ($1)::text;
ALTER TABLE z.t ADD COLUMN g text GENERATED ALWAYS AS (y.fn('a'::z.mood)) STORED;
CREATE VIEW z.v AS
SELECT t.id,
    t.m,
    t.d,
    t.c,
    t.s,
    t.g,
    y.fn(t.m) AS f
   FROM (z.t
     JOIN y.t2 yt USING (id));
CREATE MATERIALIZED VIEW y.mv AS
SELECT v.m,
    count(*) AS n
   FROM z.v
  GROUP BY v.m;
CREATE UNIQUE INDEX mv_m ON y.mv (m);
CREATE TRIGGER tr BEFORE INSERT ON z.t FOR EACH ROW EXECUTE FUNCTION y.tr();
CREATE POLICY p ON z.t FOR ALL TO PUBLIC USING ((m = 'a'::z.mood));
CREATE STATISTICS z.st ON d, m FROM z.t;
DROP SEQUENCE x.seq;
DROP TYPE z.mood__old;
DROP SCHEMA x;

-- down
SET LOCAL check_function_bodies = off;
CREATE SCHEMA x;
ALTER TYPE z.mood SET SCHEMA x;
ALTER TABLE y.t2 RENAME TO t;
ALTER TABLE z.t SET SCHEMA x;
ALTER TABLE z.u SET SCHEMA y;
DROP MATERIALIZED VIEW y.mv;
DROP VIEW z.v;
DROP TRIGGER tr ON x.t;
DROP FUNCTION y.tr();
DROP POLICY p ON x.t;
DROP STATISTICS z.st;
ALTER TABLE x.t DROP CONSTRAINT t_m_check;
DROP INDEX x.t_m;
CREATE SEQUENCE x.seq START WITH 5;
-- notes the next number of x.t.s for its new sequence
SELECT set_config('retort.next_x_t_s', next::text, true) FROM (SELECT pg_sequence_last_value('z.seq'::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 9223372036854775807;
ALTER TABLE x.t ALTER COLUMN s SET DEFAULT nextval('x.seq'::regclass);
SELECT setval('x.seq'::regclass, greatest(max(s) + 1, 5, nullif(current_setting('retort.next_x_t_s', true), '')::bigint), false) FROM x.t;
ALTER TABLE y.t RENAME CONSTRAINT t2_pkey TO t_pkey;
CREATE DOMAIN x.d AS text CONSTRAINT d_check CHECK ((VALUE <> ''::text));
ALTER TABLE x.t ALTER COLUMN d TYPE x.d;
CREATE OR REPLACE FUNCTION x.tr()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$;
ALTER TABLE x.t DROP COLUMN g;
DROP FUNCTION y.fn(x.mood);
-- fails when a row holds 'c' or 'd': change such rows first
ALTER TYPE x.mood RENAME TO mood__old;
CREATE TYPE x.mood AS ENUM ('a', 'b');
ALTER TABLE x.t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE x.t ALTER COLUMN m TYPE x.mood USING m::text::x.mood;
ALTER TABLE x.t ALTER COLUMN m SET DEFAULT 'a'::x.mood;
ALTER TABLE y.t ALTER COLUMN m TYPE x.mood USING m::text::x.mood;
ALTER TABLE x.t ADD CONSTRAINT t_m_check CHECK (m <> 'b'::x.mood);
CREATE TYPE x.comp AS (m x.mood, d x.d);
ALTER TABLE x.t ALTER COLUMN c TYPE x.comp USING CASE WHEN c IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((c).m::text::x.mood, (c).d)::x.comp END;
DROP TYPE y.comp;
DROP DOMAIN z.d;
ALTER TABLE y.t RENAME CONSTRAINT t2_id_fkey TO t_id_fkey;
CREATE INDEX t_m ON x.t (m) WHERE m = 'a'::x.mood;
COMMENT ON INDEX x.t_m IS 'ix';
CREATE OR REPLACE FUNCTION x.fn(x.mood)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN ($1)::text;
ALTER TABLE x.t ADD COLUMN g text GENERATED ALWAYS AS (x.fn('a'::x.mood)) STORED;
CREATE VIEW y.v AS
SELECT t.id,
    t.m,
    t.d,
    t.c,
    t.s,
    t.g,
    x.fn(t.m) AS f
   FROM (x.t
     JOIN y.t yt USING (id));
CREATE MATERIALIZED VIEW x.mv AS
SELECT v.m,
    count(*) AS n
   FROM y.v
  GROUP BY v.m;
CREATE UNIQUE INDEX mv_m ON x.mv (m);
CREATE TRIGGER tr BEFORE INSERT ON x.t FOR EACH ROW EXECUTE FUNCTION x.tr();
CREATE POLICY p ON x.t FOR ALL TO PUBLIC USING ((m = 'a'::x.mood));
CREATE STATISTICS x.st ON d, m FROM x.t;
DROP SEQUENCE z.seq;
DROP TYPE x.mood__old;
DROP SCHEMA z;
