-- up
DROP VIEW v;
ALTER TABLE t NOT OF;
ALTER TABLE t DROP CONSTRAINT t_n_check;
ALTER TABLE t ADD COLUMN more date;
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
ALTER TABLE t ALTER COLUMN n TYPE bigint;
ALTER TABLE t ALTER COLUMN n SET DEFAULT 5;
ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n > 0);
-- drops attribute pt.gone with its values
ALTER TYPE pt DROP ATTRIBUTE gone;
ALTER TYPE pt ALTER ATTRIBUTE n TYPE bigint;
ALTER TYPE pt ADD ATTRIBUTE more date;
CREATE VIEW v AS
SELECT t.id,
    t.n
   FROM t;
-- drops column t.gone with its values
ALTER TABLE t DROP COLUMN gone;
ALTER TABLE t OF pt;

-- down
ALTER TABLE t RENAME TO t__old;
DROP VIEW v;
ALTER TABLE t__old NOT OF;
ALTER TYPE pt RENAME TO pt__old;
CREATE TYPE pt AS (id integer, n integer, gone text, name text);
CREATE TABLE t (
    id integer NOT NULL,
    n integer DEFAULT 5 NOT NULL,
    gone text,
    name text,
    CONSTRAINT t_n_check CHECK (n > 0)
);
ALTER TABLE t OF pt;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- the old values of t.gone are not restored
INSERT INTO t (id, n, name)
SELECT id, n, name
FROM t__old;
DROP TABLE t__old;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
CREATE INDEX t_name ON t (name);
CREATE VIEW v AS
SELECT t.id,
    t.n
   FROM t;
DROP TYPE pt__old;
