-- up
DROP VIEW v;
-- drops table t with its rows
DROP TABLE t;

-- down
-- the old rows of t are not restored
CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    a TEXT
);
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
CREATE TRIGGER t_i AFTER INSERT ON t BEGIN DELETE FROM t WHERE id < new.id - 100; END;
