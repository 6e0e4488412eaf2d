-- up
DROP INDEX docs_body;
DROP INDEX docs_title;
CREATE INDEX docs_body ON docs USING gist (body gist_trgm_ops(siglen='32'));
CREATE INDEX docs_tag ON docs USING gin (tag gin_trgm_ops, (lower(title)) gin_trgm_ops) WITH (fastupdate='off');
CREATE INDEX docs_title ON docs USING gist (title gist_trgm_ops);

-- down
DROP INDEX docs_body;
DROP INDEX docs_tag;
DROP INDEX docs_title;
CREATE INDEX docs_body ON docs USING gist (body gist_trgm_ops);
CREATE INDEX docs_title ON docs USING gin (title gin_trgm_ops);
