-- up
CREATE TABLE t (
    id integer NOT NULL,
    parent integer
);
CREATE UNIQUE INDEX t_id ON t (id);
ALTER TABLE t ADD CONSTRAINT t_parent_fkey FOREIGN KEY (parent) REFERENCES t (id);

-- down
DROP TABLE t;
