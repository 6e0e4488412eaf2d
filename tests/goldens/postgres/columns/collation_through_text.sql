-- up
ALTER TABLE t
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN a TYPE text;
DROP TYPE span;
ALTER TABLE t ALTER COLUMN a TYPE text COLLATE "POSIX";
CREATE TYPE span AS RANGE (SUBTYPE = integer, SUBTYPE_DIFF = int4range_subdiff, MULTIRANGE_TYPE_NAME = span_multirange);

-- down
DROP TYPE span;
ALTER TABLE t
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN b TYPE character varying(5);
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t ALTER COLUMN a TYPE span USING a::span;
