-- up
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA ext;
ALTER TABLE t ADD COLUMN b ext.citext DEFAULT 'B'::ext.citext;
ALTER TABLE t ADD COLUMN c ext.citext[];
ALTER TABLE t ADD CONSTRAINT t_a_check CHECK (ext.similarity(a, 'x'::text) >= (0)::double precision);
CREATE INDEX t_a ON t USING gin (a ext.gin_trgm_ops);
CREATE VIEW v AS
SELECT t.a,
    t.b
   FROM t
  WHERE (t.a OPERATOR(ext.%) 'x'::text);

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_a_check;
DROP INDEX t_a;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN c;
DROP EXTENSION citext;
DROP EXTENSION pg_trgm;
