-- up
ALTER TABLE old_m RENAME TO m__old;
ALTER SEQUENCE old_m_id_seq RENAME TO m_number_seq;
ALTER TABLE m__old RENAME COLUMN id TO number;
DROP VIEW w;
ALTER TABLE child DROP CONSTRAINT child_m_fkey;
CREATE TABLE m (
    number integer DEFAULT nextval('m_number_seq'::regclass) NOT NULL,
    k integer,
    v text
) PARTITION BY RANGE (number);
CREATE TABLE m1 (
    number integer DEFAULT nextval('m_number_seq'::regclass) NOT NULL,
    k integer,
    v text
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (1000);
ALTER SEQUENCE m_number_seq OWNED BY m.number;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (number, k, v)
SELECT number, k, v
FROM m__old;
DROP TABLE m__old;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (number);
ALTER TABLE child ADD CONSTRAINT child_m_fkey FOREIGN KEY (m) REFERENCES m (number);
CREATE VIEW w AS
SELECT m.k
   FROM m;

-- down
ALTER TABLE m RENAME TO old_m__old;
ALTER SEQUENCE m_number_seq RENAME TO old_m_id_seq;
ALTER TABLE old_m__old RENAME COLUMN number TO id;
DROP VIEW w;
ALTER TABLE child DROP CONSTRAINT child_m_fkey;
CREATE TABLE old_m (
    id integer DEFAULT nextval('old_m_id_seq'::regclass) NOT NULL,
    k integer,
    v text
);
ALTER SEQUENCE old_m_id_seq OWNED BY old_m.id;
-- rebuilds table old_m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO old_m (id, k, v)
SELECT id, k, v
FROM old_m__old;
DROP TABLE old_m__old;
ALTER TABLE old_m ADD CONSTRAINT old_m_pkey PRIMARY KEY (id);
ALTER TABLE child ADD CONSTRAINT child_m_fkey FOREIGN KEY (m) REFERENCES old_m (id);
CREATE VIEW w AS
SELECT old_m.k
   FROM old_m;
