-- up
CREATE TEXT SEARCH DICTIONARY fr_stem (TEMPLATE = snowball, language = 'french', stopwords = 'french');
COMMENT ON TEXT SEARCH DICTIONARY fr_stem IS 'stems';
CREATE TEXT SEARCH CONFIGURATION fr (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION fr ADD MAPPING FOR asciihword, file, "float", host, hword_asciipart, hword_numpart, hword_part, "int", numhword, numword, sfloat, uint, url_path, version WITH simple;
ALTER TEXT SEARCH CONFIGURATION fr ADD MAPPING FOR asciiword, hword, word WITH fr_stem;
COMMENT ON TEXT SEARCH CONFIGURATION fr IS 'French';
ALTER TABLE doc ADD COLUMN tsv tsvector GENERATED ALWAYS AS (to_tsvector('fr'::regconfig, body)) STORED;
ALTER TABLE doc ADD COLUMN dict regdictionary DEFAULT 'fr_stem'::regdictionary;
ALTER TABLE doc ADD CONSTRAINT doc_body_check CHECK (to_tsvector('fr'::regconfig, body) IS NOT NULL);
CREATE INDEX doc_body ON doc USING gin ((to_tsvector('fr'::regconfig, body)));
CREATE INDEX doc_tsv ON doc USING gin (tsv);
CREATE VIEW found AS
SELECT doc.id
   FROM doc
  WHERE (to_tsvector('fr'::regconfig, doc.body) @@ to_tsquery('fr'::regconfig, 'maison'::text));

-- down
DROP VIEW found;
ALTER TABLE doc DROP CONSTRAINT doc_body_check;
DROP INDEX doc_body;
DROP INDEX doc_tsv;
ALTER TABLE doc DROP COLUMN tsv;
ALTER TABLE doc DROP COLUMN dict;
DROP TEXT SEARCH CONFIGURATION fr;
DROP TEXT SEARCH DICTIONARY fr_stem;
