-- up
DROP INDEX places_b;
ALTER TABLE places
    ALTER COLUMN a TYPE geometry(Point,4326),
    ALTER COLUMN b TYPE geography(Point,4326),
    ALTER COLUMN c TYPE geometry,
    ALTER COLUMN d TYPE geometry(Geometry,4326);
CREATE INDEX places_b ON places USING gist (b);

-- down
DROP INDEX places_b;
ALTER TABLE places
    ALTER COLUMN a TYPE geometry,
    ALTER COLUMN b TYPE geometry(Point,4326) USING b::geometry(Point,4326),
    ALTER COLUMN c TYPE text,
    ALTER COLUMN d TYPE geometry(Point,4326);
CREATE INDEX places_b ON places USING gist (b);
