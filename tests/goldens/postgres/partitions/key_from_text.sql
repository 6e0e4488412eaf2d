-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    n integer DEFAULT nextval('m_n_seq'::regclass) NOT NULL,
    k integer NOT NULL
) PARTITION BY RANGE (k);
CREATE TABLE m1 (
    n integer DEFAULT nextval('m_n_seq'::regclass) NOT NULL,
    k integer NOT NULL
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (1) TO (9999);
ALTER SEQUENCE m_n_seq OWNED BY m.n;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (n, k)
SELECT n, k::integer
FROM m__old;
DROP TABLE m__old;

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
CREATE TABLE m (
    n integer DEFAULT nextval('m_n_seq'::regclass) NOT NULL,
    k text NOT NULL
) PARTITION BY RANGE (k);
CREATE TABLE m1 (
    n integer DEFAULT nextval('m_n_seq'::regclass) NOT NULL,
    k text NOT NULL
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM ('1') TO ('9999');
ALTER SEQUENCE m_n_seq OWNED BY m.n;
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO m (n, k)
SELECT n, k
FROM m__old;
DROP TABLE m__old;
