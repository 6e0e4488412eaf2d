-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN da AS e[] CONSTRAINT da_check CHECK ((cardinality(VALUE) < 5));
ALTER TABLE t ADD COLUMN c da[];
CREATE DOMAIN de AS e DEFAULT 'b'::e CONSTRAINT de_check CHECK ((VALUE = ANY (ARRAY['a'::e, 'b'::e])));
ALTER TABLE t ADD COLUMN b de;
CREATE DOMAIN money_ AS numeric(10,2) CONSTRAINT money__check CHECK ((VALUE >= (0)::numeric)) CONSTRAINT small CHECK ((VALUE < (1000)::numeric));
ALTER TABLE t ADD COLUMN m money_;
CREATE TYPE c AS (x integer, y e);
CREATE DOMAIN dc AS c CONSTRAINT dc_check CHECK (((VALUE).x > 0));
ALTER TABLE t ADD COLUMN d dc;
CREATE OR REPLACE FUNCTION valid(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 <> '' $function$;
CREATE DOMAIN z_base AS text COLLATE "C" DEFAULT 'x'::text CONSTRAINT filled CHECK (valid(VALUE));
CREATE DOMAIN a_over AS z_base DEFAULT 'x'::text NOT NULL CONSTRAINT a_over_check CHECK ((length((VALUE)::text) < 9));
COMMENT ON DOMAIN a_over IS 'over';
ALTER TABLE t ADD COLUMN a a_over DEFAULT 'y'::text;

-- down
ALTER TABLE t DROP COLUMN a;
DROP DOMAIN a_over;
DROP DOMAIN z_base;
DROP FUNCTION valid(text);
ALTER TABLE t DROP COLUMN b;
DROP DOMAIN de;
ALTER TABLE t DROP COLUMN c;
DROP DOMAIN da;
ALTER TABLE t DROP COLUMN d;
DROP DOMAIN dc;
DROP TYPE c;
ALTER TABLE t DROP COLUMN m;
DROP DOMAIN money_;
DROP TYPE e;
