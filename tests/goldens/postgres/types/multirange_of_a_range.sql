-- up
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE text[];
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE span USING a::span,
    ALTER COLUMN b TYPE span_multirange USING b::span_multirange,
    ALTER COLUMN c TYPE span_multirange[] USING c::span_multirange[],
    ALTER COLUMN c SET DEFAULT '{}'::span_multirange[];

-- down
ALTER TABLE t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE text[];
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE span USING a::span,
    ALTER COLUMN b TYPE span_multirange USING b::span_multirange,
    ALTER COLUMN c TYPE span_multirange[] USING c::span_multirange[],
    ALTER COLUMN c SET DEFAULT '{}'::span_multirange[];
