-- up
DROP INDEX nodes_path;
ALTER TABLE nodes ADD COLUMN others ltree[] DEFAULT '{}'::ltree[];
ALTER TABLE nodes ALTER COLUMN path DROP DEFAULT;
ALTER TABLE nodes ALTER COLUMN path TYPE ltree USING path::ltree;
ALTER TABLE nodes ALTER COLUMN path SET DEFAULT 'top'::ltree;
ALTER TABLE nodes ADD COLUMN depth integer GENERATED ALWAYS AS (nlevel(path)) STORED;
ALTER TABLE nodes ADD CONSTRAINT below_top CHECK (path ~ 'top.*'::lquery);
CREATE INDEX nodes_others ON nodes USING gist (others);
CREATE UNIQUE INDEX nodes_parent ON nodes ((subpath(path, 0, 1)), id);
CREATE INDEX nodes_path ON nodes USING gist (path gist_ltree_ops(siglen='100'));

-- down
ALTER TABLE nodes DROP CONSTRAINT below_top;
DROP INDEX nodes_others;
DROP INDEX nodes_parent;
DROP INDEX nodes_path;
ALTER TABLE nodes DROP COLUMN depth;
ALTER TABLE nodes ALTER COLUMN path DROP DEFAULT;
ALTER TABLE nodes ALTER COLUMN path TYPE text;
ALTER TABLE nodes ALTER COLUMN path SET DEFAULT 'top'::text;
CREATE INDEX nodes_path ON nodes (path);
ALTER TABLE nodes DROP COLUMN others;
