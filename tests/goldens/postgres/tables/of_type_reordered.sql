-- up
ALTER TABLE t RENAME TO t__old;
ALTER TABLE ref DROP CONSTRAINT ref_t_fkey;
ALTER TABLE t__old NOT OF;
ALTER TYPE pt RENAME TO pt__old;
CREATE TYPE pt AS (name text, id integer, n bigint);
CREATE TABLE t (
    name text,
    id integer NOT NULL,
    n bigint DEFAULT 5 NOT NULL,
    CONSTRAINT t_n_check CHECK (n > 0)
);
ALTER TABLE t OF pt;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (name, id, n)
SELECT name, id, n
FROM t__old;
DROP TABLE t__old;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
ALTER TABLE ref ADD CONSTRAINT ref_t_fkey FOREIGN KEY (t) REFERENCES t (id);
DROP TYPE pt__old;

-- down
ALTER TABLE t RENAME TO t__old;
ALTER TABLE ref DROP CONSTRAINT ref_t_fkey;
ALTER TABLE t__old NOT OF;
ALTER TYPE pt RENAME TO pt__old;
CREATE TYPE pt AS (id integer, n integer, name text);
CREATE TABLE t (
    id integer NOT NULL,
    n integer DEFAULT 5 NOT NULL,
    name text,
    CONSTRAINT t_n_check CHECK (n > 0)
);
ALTER TABLE t OF pt;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (id, n, name)
SELECT id, n, name
FROM t__old;
DROP TABLE t__old;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
ALTER TABLE ref ADD CONSTRAINT ref_t_fkey FOREIGN KEY (t) REFERENCES t (id);
DROP TYPE pt__old;
