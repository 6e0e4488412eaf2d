-- up
ALTER TABLE t ALTER COLUMN p SET DEFAULT ROW((0)::double precision, (0)::double precision)::"Point";
CREATE INDEX t_x ON t (((p).x));
CREATE TYPE segment AS (a "Point", b "Point", "via by" "Point"[]);
COMMENT ON TYPE segment IS 'two points';
ALTER TABLE t ADD COLUMN l segment;
ALTER TABLE t ADD CONSTRAINT t_l_check CHECK (((l).a IS NOT NULL) OR (l IS NULL));
CREATE VIEW v AS
SELECT (t.p).y AS y,
    (t.l)."via by"[1] AS first
   FROM t;
-- drops column t.old with its values
ALTER TABLE t DROP COLUMN old;

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_l_check;
DROP INDEX t_x;
-- the old values of t.old are not restored
ALTER TABLE t ADD COLUMN old "Point"[];
ALTER TABLE t ALTER COLUMN p DROP DEFAULT;
ALTER TABLE t DROP COLUMN l;
DROP TYPE segment;
