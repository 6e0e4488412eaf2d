-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(citext);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT c;
DROP INDEX t_b;
ALTER EXTENSION citext SET SCHEMA x;
ALTER EXTENSION pg_trgm SET SCHEMA x;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a TYPE x.citext USING a::x.citext;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'A'::x.citext;
ALTER TABLE t ADD CONSTRAINT c CHECK (x.similarity(b, 'x'::text) < (1)::double precision);
CREATE INDEX t_b ON t USING gin (b x.gin_trgm_ops);
CREATE OR REPLACE FUNCTION f(a x.citext)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT true$function$;
CREATE VIEW v AS
SELECT t.a
   FROM t
  WHERE ((t.a OPERATOR(x.=) 'x'::x.citext) AND (t.b OPERATOR(x.%) 'y'::text));

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(x.citext);
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT c;
DROP INDEX t_b;
ALTER EXTENSION citext SET SCHEMA public;
ALTER EXTENSION pg_trgm SET SCHEMA public;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a TYPE citext;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 'A'::citext;
ALTER TABLE t ADD CONSTRAINT c CHECK (similarity(b, 'x'::text) < (1)::double precision);
CREATE INDEX t_b ON t USING gin (b gin_trgm_ops);
CREATE OR REPLACE FUNCTION f(a citext)
 RETURNS boolean
 LANGUAGE sql
AS $function$SELECT true$function$;
CREATE VIEW v AS
SELECT t.a
   FROM t
  WHERE ((t.a = 'x'::citext) AND (t.b % 'y'::text));
