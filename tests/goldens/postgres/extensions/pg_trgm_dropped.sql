-- up
DROP MATERIALIZED VIEW found;
ALTER TABLE docs DROP CONSTRAINT alike;
DROP INDEX docs_title;
ALTER TABLE docs ALTER COLUMN title TYPE character varying(50);
ALTER TABLE docs ADD CONSTRAINT alike CHECK ((title)::text <> 'a'::text);
CREATE INDEX docs_title ON docs (title);
CREATE MATERIALIZED VIEW found AS
SELECT docs.id,
    (0)::real AS distance
   FROM docs
  WHERE ((docs.title)::text = 'one'::text);
DROP EXTENSION pg_trgm;

-- down
DROP MATERIALIZED VIEW found;
ALTER TABLE docs DROP CONSTRAINT alike;
DROP INDEX docs_title;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE docs ALTER COLUMN title TYPE text;
ALTER TABLE docs ADD CONSTRAINT alike CHECK (similarity(title, 'a'::text) < (1)::double precision);
CREATE INDEX docs_title ON docs USING gin (title gin_trgm_ops);
CREATE MATERIALIZED VIEW found AS
SELECT docs.id,
    (docs.title <-> 'one'::text) AS distance
   FROM docs
  WHERE (docs.title % 'one'::text);
