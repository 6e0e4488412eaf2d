-- up
CREATE TABLE m (
    a integer,
    b text,
    at timestamp with time zone,
    v integer
) PARTITION BY RANGE (a, lower(b) COLLATE "C");
CREATE TABLE m1 (
    a integer,
    b text,
    at timestamp with time zone,
    v integer
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (1, 'a') TO (5, 'm');
CREATE TABLE m2 (
    a integer,
    b text,
    at timestamp with time zone,
    v integer
) PARTITION BY HASH (v);
ALTER TABLE m ATTACH PARTITION m2 FOR VALUES FROM (5, 'm') TO (MAXVALUE, MAXVALUE);
CREATE TABLE m2_0 (
    a integer,
    b text,
    at timestamp with time zone,
    v integer
);
ALTER TABLE m2 ATTACH PARTITION m2_0 FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE m2_1 (
    a integer,
    b text,
    at timestamp with time zone,
    v integer
);
ALTER TABLE m2 ATTACH PARTITION m2_1 FOR VALUES WITH (modulus 2, remainder 1);
COMMENT ON TABLE m2_1 IS 'odd';
CREATE INDEX m_lower_a_idx ON m ((lower(b)), a);
CREATE INDEX m2_v_idx ON m2 (v DESC);

-- down
DROP TABLE m1;
DROP TABLE m2_0;
DROP TABLE m2_1;
DROP TABLE m2;
DROP TABLE m;
