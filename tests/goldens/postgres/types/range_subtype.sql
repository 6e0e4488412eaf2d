-- up
DROP VIEW v;
DROP INDEX t_r_idx;
ALTER TABLE t ALTER COLUMN r DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN r TYPE text,
    ALTER COLUMN rs TYPE text[];
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN r TYPE span USING r::span,
    ALTER COLUMN r SET DEFAULT '[1,2)'::span,
    ALTER COLUMN rs TYPE span[] USING rs::span[];
CREATE INDEX t_r_idx ON t USING gist (r);
CREATE VIEW v AS
SELECT lower(t.r) AS l
   FROM t;

-- down
DROP VIEW v;
DROP INDEX t_r_idx;
ALTER TABLE t ALTER COLUMN r DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN r TYPE text,
    ALTER COLUMN rs TYPE text[];
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN r TYPE span USING r::span,
    ALTER COLUMN r SET DEFAULT '[1,2)'::span,
    ALTER COLUMN rs TYPE span[] USING rs::span[];
CREATE INDEX t_r_idx ON t USING gist (r);
CREATE VIEW v AS
SELECT lower(t.r) AS l
   FROM t;
