-- up
DROP INDEX cities_place;
-- drops column cities.place with its values
ALTER TABLE cities DROP COLUMN place;
DROP EXTENSION earthdistance;
DROP EXTENSION cube;

-- down
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;
-- the old values of cities.place are not restored
ALTER TABLE cities ADD COLUMN place earth;
CREATE INDEX cities_place ON cities USING gist (place);
