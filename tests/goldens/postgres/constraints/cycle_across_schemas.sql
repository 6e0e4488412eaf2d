-- up
CREATE TABLE a.node (
    id integer NOT NULL,
    other integer,
    CONSTRAINT node_pkey PRIMARY KEY (id)
);
CREATE TABLE b.node (
    id integer NOT NULL,
    other integer,
    CONSTRAINT node_pkey PRIMARY KEY (id)
);
CREATE TABLE node (
    id integer NOT NULL,
    other integer,
    CONSTRAINT node_pkey PRIMARY KEY (id),
    CONSTRAINT node_id_fkey FOREIGN KEY (id) REFERENCES a.node (id),
    CONSTRAINT node_other_fkey FOREIGN KEY (other) REFERENCES b.node (id)
);
ALTER TABLE a.node ADD CONSTRAINT node_other_fkey FOREIGN KEY (other) REFERENCES b.node (id) DEFERRABLE;
ALTER TABLE b.node ADD CONSTRAINT node_other_fkey FOREIGN KEY (other) REFERENCES a.node (id);

-- down
ALTER TABLE a.node DROP CONSTRAINT node_other_fkey;
ALTER TABLE b.node DROP CONSTRAINT node_other_fkey;
DROP TABLE node;
DROP TABLE a.node;
DROP TABLE b.node;
