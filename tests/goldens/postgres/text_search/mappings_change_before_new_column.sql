-- up
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword, word WITH english_stem;
ALTER TABLE t ADD COLUMN tsv tsvector GENERATED ALWAYS AS (to_tsvector('c'::regconfig, a)) STORED;
CREATE INDEX i ON t USING gin ((to_tsvector('c'::regconfig, a)));
CREATE MATERIALIZED VIEW v AS
SELECT to_tsvector('c'::regconfig, t.a) AS s
   FROM t;

-- down
DROP MATERIALIZED VIEW v;
DROP INDEX i;
ALTER TABLE t DROP COLUMN tsv;
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword, word WITH simple;
