-- up
CREATE TABLE nodes (
    id integer NOT NULL,
    parent integer,
    CONSTRAINT nodes_pkey PRIMARY KEY (id),
    CONSTRAINT nodes_parent_fkey FOREIGN KEY (parent) REFERENCES nodes (id) ON DELETE CASCADE
);

-- down
DROP TABLE nodes;
