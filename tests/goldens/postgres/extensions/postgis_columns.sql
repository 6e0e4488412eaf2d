-- up
ALTER TABLE places ADD COLUMN "position" geometry(Point,4326) GENERATED ALWAYS AS (st_setsrid(st_makepoint(lon, lat), 4326)) STORED;
ALTER TABLE places ADD COLUMN area geography(Polygon,4326);
ALTER TABLE places ADD COLUMN outline geometry DEFAULT '0101000000000000000000F87F000000000000F87F'::geometry;
ALTER TABLE places ADD CONSTRAINT valid CHECK (st_isvalid(outline));
CREATE INDEX places_area ON places USING gist (area) WHERE area IS NOT NULL;
CREATE INDEX places_mercator ON places USING gist ((st_transform("position", 3857)) gist_geometry_ops_nd);
CREATE INDEX places_outline ON places USING spgist (outline);
CREATE INDEX places_position ON places USING gist ("position");

-- down
ALTER TABLE places DROP CONSTRAINT valid;
DROP INDEX places_area;
DROP INDEX places_mercator;
DROP INDEX places_outline;
DROP INDEX places_position;
ALTER TABLE places DROP COLUMN "position";
ALTER TABLE places DROP COLUMN area;
ALTER TABLE places DROP COLUMN outline;
