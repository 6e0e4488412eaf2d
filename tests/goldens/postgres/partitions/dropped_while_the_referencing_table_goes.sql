-- up
ALTER TABLE word DROP CONSTRAINT word_item;
-- drops table tag with its rows
DROP TABLE tag;
ALTER TABLE item DETACH PARTITION item_1;
-- drops table item_1 with its rows
DROP TABLE item_1;
ALTER TABLE item_2 DETACH PARTITION item_2_1;
-- drops table item_2_1 with its rows
DROP TABLE item_2_1;

-- down
CREATE TABLE item_1 (
    id integer NOT NULL
);
ALTER TABLE item ATTACH PARTITION item_1 FOR VALUES FROM (0) TO (10);
CREATE TABLE item_2_1 (
    id integer NOT NULL
);
ALTER TABLE item_2 ATTACH PARTITION item_2_1 FOR VALUES FROM (10) TO (15);
CREATE TABLE tag (
    item integer,
    CONSTRAINT tag_item_fkey FOREIGN KEY (item) REFERENCES item (id)
);
ALTER TABLE word ADD CONSTRAINT word_item FOREIGN KEY (item) REFERENCES item (id);
