-- up
CREATE TABLE h (
    id integer NOT NULL,
    CONSTRAINT h_pkey PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE h0 (
    id integer NOT NULL
);
ALTER TABLE h ATTACH PARTITION h0 FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE h1 (
    id integer NOT NULL
);
ALTER TABLE h ATTACH PARTITION h1 FOR VALUES WITH (modulus 2, remainder 1);

-- down
DROP TABLE h0;
DROP TABLE h1;
DROP TABLE h;
