-- up
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE stays ADD CONSTRAINT alone EXCLUDE USING gist (room WITH =, during WITH &&);
CREATE INDEX days_n ON days USING gist (n, d);
CREATE INDEX stays_tags ON stays USING gin (id, tags);

-- down
ALTER TABLE stays DROP CONSTRAINT alone;
DROP INDEX days_n;
DROP INDEX stays_tags;
DROP EXTENSION btree_gin;
DROP EXTENSION btree_gist;
