-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TABLE regions (
    id integer NOT NULL,
    shape geography(MultiPolygon,4326) NOT NULL,
    CONSTRAINT regions_pkey PRIMARY KEY (id)
);
ALTER TABLE shops ADD COLUMN at geometry(PointZ,4326);
CREATE INDEX regions_shape ON regions USING gist (shape);
CREATE OR REPLACE FUNCTION distance_of(a geometry, b geometry)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT ST_Distance(a, b)$function$;
CREATE VIEW near AS
SELECT s.id,
    r.id AS region,
    st_astext(s.at) AS at
   FROM (shops s
     JOIN regions r ON (st_dwithin((s.at)::geography, r.shape, (1000)::double precision)));

-- down
DROP FUNCTION distance_of(geometry, geometry);
DROP VIEW near;
ALTER TABLE shops DROP COLUMN at;
DROP TABLE regions;
DROP EXTENSION postgis;
