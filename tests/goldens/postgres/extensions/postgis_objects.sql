-- up
ALTER TABLE t ADD COLUMN many geometry(Point)[];
ALTER TABLE t ADD COLUMN srid integer;
CREATE INDEX t_near ON t USING gist (g) INCLUDE (id);
ALTER TABLE t ADD CONSTRAINT t_srid_fkey FOREIGN KEY (srid) REFERENCES spatial_ref_sys (srid);
CREATE DOMAIN spot AS geometry(Point,4326) CONSTRAINT spot_check CHECK (((st_x(VALUE) >= ('-180'::integer)::double precision) AND (st_x(VALUE) <= (180)::double precision)));
ALTER TABLE t ADD COLUMN p spot;
CREATE TYPE span AS (start_at geometry(Point), end_at geography);
ALTER TABLE t ADD COLUMN s span;
CREATE AGGREGATE longest(geometry) (SFUNC = public.st_collect, STYPE = geometry);
CREATE VIEW kinds AS
SELECT geometry_columns.f_table_name,
    geometry_columns.type,
    geometry_columns.srid
   FROM geometry_columns;
CREATE STATISTICS t_statistics ON id, st_x(g) FROM t;

-- down
DROP AGGREGATE longest(geometry);
DROP VIEW kinds;
DROP STATISTICS t_statistics;
ALTER TABLE t DROP CONSTRAINT t_srid_fkey;
DROP INDEX t_near;
ALTER TABLE t DROP COLUMN p;
DROP DOMAIN spot;
ALTER TABLE t DROP COLUMN s;
DROP TYPE span;
ALTER TABLE t DROP COLUMN many;
ALTER TABLE t DROP COLUMN srid;
