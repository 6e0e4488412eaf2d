-- up
CREATE TYPE floats AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = floats_multirange);
CREATE TABLE t (
    r floats
);

-- down
DROP TABLE t;
DROP TYPE floats;
