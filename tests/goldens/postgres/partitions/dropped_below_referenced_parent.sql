-- up
ALTER TABLE merged DETACH PARTITION merged_1;
-- drops table line_too with its rows
DROP TABLE line_too;
ALTER TABLE merged DETACH PARTITION merged_2;
-- drops table merged_2 with its rows
DROP TABLE merged_2;
ALTER TABLE merged ATTACH PARTITION merged_1 FOR VALUES IN (1, 2);
ALTER TABLE ord DETACH PARTITION ord_1;
-- drops table ord_1 with its rows
DROP TABLE ord_1;
ALTER TABLE ord_2 DETACH PARTITION ord_2_2;
-- drops table ord_2_2 with its rows
DROP TABLE ord_2_2;
ALTER TABLE ord DETACH PARTITION ord_2;
-- drops table ord_2 with its rows
DROP TABLE ord_2;
ALTER TABLE ord_3 DETACH PARTITION ord_3_4;
-- drops table ord_3_4 with its rows
DROP TABLE ord_3_4;
ALTER TABLE ord DETACH PARTITION ord_rest;
-- drops table ord_rest with its rows
DROP TABLE ord_rest;

-- down
CREATE TABLE line_too (
    k integer,
    CONSTRAINT line_too_k_fkey FOREIGN KEY (k) REFERENCES ord (k)
);
CREATE TABLE ord_1 (
    k integer NOT NULL
);
ALTER TABLE ord ATTACH PARTITION ord_1 FOR VALUES IN (1);
CREATE TABLE ord_2 (
    k integer NOT NULL
) PARTITION BY LIST (k);
ALTER TABLE ord ATTACH PARTITION ord_2 FOR VALUES IN (2);
CREATE TABLE ord_2_2 (
    k integer NOT NULL
);
ALTER TABLE ord_2 ATTACH PARTITION ord_2_2 FOR VALUES IN (2);
CREATE TABLE ord_3_4 (
    k integer NOT NULL
);
ALTER TABLE ord_3 ATTACH PARTITION ord_3_4 FOR VALUES IN (4);
CREATE TABLE ord_rest (
    k integer NOT NULL
);
ALTER TABLE ord ATTACH PARTITION ord_rest DEFAULT;
ALTER TABLE merged DETACH PARTITION merged_1;
CREATE TABLE merged_2 (
    k integer NOT NULL
);
ALTER TABLE merged ATTACH PARTITION merged_2 FOR VALUES IN (2);
ALTER TABLE merged ATTACH PARTITION merged_1 FOR VALUES IN (1);
