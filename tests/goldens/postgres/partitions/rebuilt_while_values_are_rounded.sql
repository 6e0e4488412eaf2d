-- up
ALTER TABLE t RENAME TO t__old;
CREATE TABLE t (
    id integer NOT NULL,
    price integer
) PARTITION BY LIST (id);
CREATE TABLE t_rest (
    id integer NOT NULL,
    price integer
);
ALTER TABLE t ATTACH PARTITION t_rest DEFAULT;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- values of t.price are rounded: numeric(12,2) → integer
INSERT INTO t (id, price)
SELECT id, price
FROM t__old;
DROP TABLE t__old;

-- down
ALTER TABLE t RENAME TO t__old;
CREATE TABLE t (
    id integer NOT NULL,
    price numeric(12,2)
);
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (id, price)
SELECT id, price
FROM t__old;
DROP TABLE t__old;
