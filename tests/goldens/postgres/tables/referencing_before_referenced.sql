-- up
CREATE TABLE z (
    id integer NOT NULL,
    CONSTRAINT z_pkey PRIMARY KEY (id)
);
CREATE TABLE a (
    z_id integer,
    CONSTRAINT a_z_id_fkey FOREIGN KEY (z_id) REFERENCES z (id)
);

-- down
DROP TABLE a;
DROP TABLE z;
