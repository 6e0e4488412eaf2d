-- up
ALTER TABLE big RENAME TO big__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts_1 RENAME TO parts_1__old;
CREATE TABLE big (
    id integer,
    k integer
) PARTITION BY HASH (id);
CREATE TABLE big_0 (
    id integer,
    k integer
);
ALTER TABLE big ATTACH PARTITION big_0 FOR VALUES WITH (modulus 1, remainder 0);
CREATE TABLE parts (
    id bigint
) PARTITION BY RANGE (id);
CREATE TABLE parts_1 (
    id bigint
);
ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES FROM ('1') TO ('10');
-- rebuilds table big: copies every row under ACCESS EXCLUSIVE until commit
-- drops column big.gone with its values
INSERT INTO big (id, k)
SELECT id, k
FROM big__old;
DROP TABLE big__old;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (id)
SELECT id
FROM parts__old;
DROP TABLE parts__old;
REVOKE DELETE ON TABLE big FROM postgres;
GRANT INSERT, SELECT ON TABLE big TO pg_monitor;
GRANT UPDATE (k) ON TABLE big TO pg_read_all_stats;
GRANT SELECT ON TABLE parts TO pg_monitor;
GRANT DELETE ON TABLE parts_1 TO pg_monitor;

-- down
ALTER TABLE big RENAME TO big__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts_1 RENAME TO parts_1__old;
CREATE TABLE big (
    id integer,
    k integer,
    gone integer
);
CREATE TABLE parts (
    id integer
) PARTITION BY RANGE (id);
CREATE TABLE parts_1 (
    id integer
);
ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES FROM (1) TO (10);
-- rebuilds table big: copies every row under ACCESS EXCLUSIVE until commit
-- the old values of big.gone are not restored
INSERT INTO big (id, k)
SELECT id, k
FROM big__old;
DROP TABLE big__old;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (id)
SELECT id
FROM parts__old;
DROP TABLE parts__old;
REVOKE DELETE ON TABLE big FROM postgres;
GRANT INSERT, SELECT ON TABLE big TO pg_monitor;
GRANT UPDATE (k) ON TABLE big TO pg_read_all_stats;
GRANT SELECT ON TABLE parts TO pg_monitor;
GRANT DELETE ON TABLE parts_1 TO pg_monitor;
