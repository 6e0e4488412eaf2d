-- up
CREATE TABLE a (
    id integer NOT NULL,
    n integer,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);
CREATE TABLE b (
    id integer NOT NULL,
    n integer,
    CONSTRAINT b_pkey PRIMARY KEY (id)
);
CREATE TABLE c (
    id integer NOT NULL,
    n integer,
    CONSTRAINT c_pkey PRIMARY KEY (id)
);
CREATE TABLE aa (
    id integer NOT NULL,
    CONSTRAINT aa_pkey PRIMARY KEY (id),
    CONSTRAINT aa_id_fkey FOREIGN KEY (id) REFERENCES c (id)
);
ALTER TABLE a ADD CONSTRAINT a_n_fkey FOREIGN KEY (n) REFERENCES c (id);
ALTER TABLE b ADD CONSTRAINT b_n_fkey FOREIGN KEY (n) REFERENCES a (id);
ALTER TABLE c ADD CONSTRAINT c_n_fkey FOREIGN KEY (n) REFERENCES b (id);

-- down
ALTER TABLE a DROP CONSTRAINT a_n_fkey;
ALTER TABLE b DROP CONSTRAINT b_n_fkey;
ALTER TABLE c DROP CONSTRAINT c_n_fkey;
DROP TABLE a;
DROP TABLE aa;
DROP TABLE b;
DROP TABLE c;
