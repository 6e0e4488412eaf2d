-- up
CREATE EXTENSION IF NOT EXISTS citext;
CREATE TABLE t (
    e citext,
    CONSTRAINT t_e_key UNIQUE (e)
);

-- down
DROP TABLE t;
DROP EXTENSION citext;
