-- up
CREATE TABLE n (
    id integer,
    b text
);
ALTER TABLE o SET WITHOUT CLUSTER;
CREATE INDEX n_b ON n (b);
ALTER TABLE n CLUSTER ON n_b;

-- down
ALTER TABLE o CLUSTER ON o_pkey;
DROP TABLE n;
