-- up
CREATE TABLE orders (
    id integer NOT NULL,
    total integer,
    CONSTRAINT orders_pkey PRIMARY KEY (id)
);
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION inserts FOR TABLE ONLY orders, ONLY users WITH (publish = 'insert, update', publish_via_partition_root = true);
COMMENT ON PUBLICATION inserts IS 'for reports';
CREATE PUBLICATION "nothing";

-- down
DROP PUBLICATION everything;
DROP PUBLICATION inserts;
DROP PUBLICATION "nothing";
DROP TABLE orders;
