-- up
ALTER TABLE p RENAME TO p__swap;
ALTER TABLE q RENAME TO p;
ALTER TABLE p__swap RENAME TO q;
ALTER TABLE t RENAME COLUMN a TO a__swap;
ALTER TABLE t RENAME COLUMN b TO a;
ALTER TABLE t RENAME COLUMN a__swap TO b;
DROP VIEW both_columns;
DROP VIEW both_tables;
DROP VIEW one_column;
DROP VIEW one_table;
CREATE VIEW both_columns AS
SELECT t.a,
    t.b
   FROM t;
CREATE VIEW both_tables AS
SELECT p.x,
    q.x AS qx
   FROM (p
     JOIN q USING (x));
CREATE VIEW one_column AS
SELECT t.a
   FROM t;
CREATE VIEW one_table AS
SELECT p.x
   FROM p;
COMMENT ON VIEW one_table IS 'stays';

-- down
ALTER TABLE p RENAME TO p__swap;
ALTER TABLE q RENAME TO p;
ALTER TABLE p__swap RENAME TO q;
ALTER TABLE t RENAME COLUMN a TO a__swap;
ALTER TABLE t RENAME COLUMN b TO a;
ALTER TABLE t RENAME COLUMN a__swap TO b;
DROP VIEW both_columns;
DROP VIEW both_tables;
DROP VIEW one_column;
DROP VIEW one_table;
CREATE VIEW both_columns AS
SELECT t.a,
    t.b
   FROM t;
CREATE VIEW both_tables AS
SELECT p.x,
    q.x AS qx
   FROM (p
     JOIN q USING (x));
CREATE VIEW one_column AS
SELECT t.a
   FROM t;
CREATE VIEW one_table AS
SELECT p.x
   FROM p;
COMMENT ON VIEW one_table IS 'stays';
