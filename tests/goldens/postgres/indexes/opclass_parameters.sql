-- up
DROP INDEX t_a;
DROP INDEX t_b;
CREATE INDEX t_a ON t USING gist (a gist_trgm_ops(siglen='64'));
CREATE INDEX t_b ON t USING gist (b gist_trgm_ops);
CREATE INDEX t_v ON t USING gist (v tsvector_ops(siglen='100'));

-- down
DROP INDEX t_a;
DROP INDEX t_b;
DROP INDEX t_v;
CREATE INDEX t_a ON t USING gist (a gist_trgm_ops(siglen='32'));
CREATE INDEX t_b ON t USING gin (b gin_trgm_ops);
