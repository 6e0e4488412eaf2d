-- up
CREATE SEQUENCE t_id_seq AS integer;
CREATE TABLE t (
    id integer DEFAULT nextval('t_id_seq'::regclass) NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
ALTER SEQUENCE t_id_seq OWNED BY t.id;

-- down
DROP TABLE t;
