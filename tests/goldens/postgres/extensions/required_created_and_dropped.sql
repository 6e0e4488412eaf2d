-- up
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;
ALTER TABLE cities ADD COLUMN at cube;
CREATE INDEX cities_earth ON cities USING gist (at);

-- down
DROP INDEX cities_earth;
ALTER TABLE cities DROP COLUMN at;
DROP EXTENSION earthdistance;
DROP EXTENSION cube;
