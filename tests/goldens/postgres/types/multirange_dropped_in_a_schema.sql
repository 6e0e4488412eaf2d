-- up
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN a SET DEFAULT 'x'::text,
    ALTER COLUMN b TYPE text[];
DROP TYPE app.extent;

-- down
CREATE TYPE app.extent AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = app.extent_multirange);
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE app.extent_multirange USING a::app.extent_multirange,
    ALTER COLUMN a SET DEFAULT '{}'::app.extent_multirange,
    ALTER COLUMN b TYPE app.extent_multirange[] USING b::app.extent_multirange[];
