-- up
ALTER TABLE stays ALTER COLUMN a DROP DEFAULT;
ALTER SEQUENCE results_id_seq OWNED BY NONE;
-- drops table zchild with its rows
DROP TABLE zchild;
-- drops table results with its rows
DROP TABLE results;
-- drops table inbox.results with its rows
DROP TABLE inbox.results;
DROP SEQUENCE results_id_seq;
DROP SCHEMA inbox;

-- down
CREATE SCHEMA inbox;
CREATE SEQUENCE results_id_seq AS integer;
CREATE TABLE results (
    id integer DEFAULT nextval('results_id_seq'::regclass) NOT NULL,
    value numeric,
    CONSTRAINT results_pkey PRIMARY KEY (id)
);
CREATE TABLE zchild (
    extra text
) INHERITS (results);
CREATE TABLE inbox.results (
    id integer DEFAULT nextval('results_id_seq'::regclass) NOT NULL,
    value numeric
);
ALTER TABLE stays ALTER COLUMN a SET DEFAULT nextval('results_id_seq'::regclass);
SELECT setval('results_id_seq'::regclass, greatest(max(a) + 1, (SELECT last_value + is_called::integer FROM results_id_seq)), false) FROM stays;
ALTER SEQUENCE results_id_seq OWNED BY results.id;
