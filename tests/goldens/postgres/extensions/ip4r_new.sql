-- up
CREATE EXTENSION IF NOT EXISTS ip4r;
CREATE TABLE seen (
    at ip4 NOT NULL,
    n bigint GENERATED ALWAYS AS (to_bigint(at)) STORED
) PARTITION BY RANGE (at);
CREATE TABLE seen_10 (
    at ip4 NOT NULL,
    n bigint GENERATED ALWAYS AS (to_bigint(at)) STORED
);
ALTER TABLE seen ATTACH PARTITION seen_10 FOR VALUES FROM ('10.0.0.0') TO ('11.0.0.0');
CREATE DOMAIN local AS ip4 CONSTRAINT local_check CHECK (((VALUE)::ip4r <<= '10.0.0.0/8'::ip4r));

-- down
DROP DOMAIN local;
DROP TABLE seen_10;
DROP TABLE seen;
DROP EXTENSION ip4r;
