-- up
CREATE SEQUENCE y_b_seq AS integer;
CREATE TABLE z (
    note text,
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    "B" boolean NOT NULL,
    a integer,
    z_up bigint,
    k text NOT NULL,
    CONSTRAINT z_pkey PRIMARY KEY (k, id),
    CONSTRAINT z_id_key UNIQUE (id),
    CONSTRAINT z_a_fkey FOREIGN KEY (a) REFERENCES z2 (a),
    CONSTRAINT z_z_up_fkey FOREIGN KEY (z_up) REFERENCES z (id)
);
CREATE TABLE y (
    w text,
    b integer DEFAULT nextval('y_b_seq'::regclass) NOT NULL,
    a integer,
    g integer GENERATED ALWAYS AS (length(w)) STORED,
    c integer,
    CONSTRAINT y_a_fkey FOREIGN KEY (a) REFERENCES z (id)
);
ALTER SEQUENCE y_b_seq OWNED BY y.b;

-- down
DROP TABLE y;
DROP TABLE z;
