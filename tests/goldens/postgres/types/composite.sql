-- up
CREATE TYPE point3 AS (x integer, y integer, z text);
CREATE TABLE t (
    p point3
);

-- down
DROP TABLE t;
DROP TYPE point3;
