-- up
ALTER TABLE item_1 DROP CONSTRAINT item_1_tag_fkey;
ALTER TABLE node DROP CONSTRAINT node_up_fkey;
ALTER TABLE tag DROP CONSTRAINT tag_item_fkey;
CREATE TABLE other (
    id integer NOT NULL,
    CONSTRAINT other_pkey PRIMARY KEY (id)
);
-- drops table item_1 with its rows
DROP TABLE item_1;
-- drops table item with its rows
DROP TABLE item;
-- drops table node_1 with its rows
DROP TABLE node_1;
-- drops table node_2 with its rows
DROP TABLE node_2;
-- drops table node with its rows
DROP TABLE node;
-- drops table tag with its rows
DROP TABLE tag;

-- down
CREATE TABLE item (
    id integer NOT NULL,
    tag integer,
    CONSTRAINT item_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE TABLE node (
    id integer NOT NULL,
    up integer,
    CONSTRAINT node_pkey PRIMARY KEY (id),
    CONSTRAINT node_up_fkey FOREIGN KEY (up) REFERENCES node (id)
) PARTITION BY RANGE (id);
CREATE TABLE node_1 (
    id integer NOT NULL,
    up integer
);
ALTER TABLE node ATTACH PARTITION node_1 FOR VALUES FROM (0) TO (10);
CREATE TABLE node_2 (
    id integer NOT NULL,
    up integer
);
ALTER TABLE node ATTACH PARTITION node_2 FOR VALUES FROM (10) TO (20);
CREATE TABLE tag (
    id integer NOT NULL,
    item integer,
    CONSTRAINT tag_pkey PRIMARY KEY (id),
    CONSTRAINT tag_item_fkey FOREIGN KEY (item) REFERENCES item (id)
);
CREATE TABLE item_1 (
    id integer NOT NULL,
    tag integer,
    CONSTRAINT item_1_tag_fkey FOREIGN KEY (tag) REFERENCES tag (id)
);
ALTER TABLE item ATTACH PARTITION item_1 FOR VALUES FROM (0) TO (10);
DROP TABLE other;
