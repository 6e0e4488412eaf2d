-- up
ALTER TABLE old_name RENAME TO new_name;
ALTER TABLE t RENAME COLUMN a TO b;
DROP VIEW both_alias;
DROP VIEW other;
DROP VIEW stacked;
DROP VIEW alias;
CREATE VIEW alias AS
SELECT u.x AS b
   FROM u;
CREATE VIEW both_alias AS
SELECT t.b AS n,
    u.x AS b
   FROM (t
     CROSS JOIN u);
CREATE VIEW other AS
SELECT y.id AS new_name
   FROM new_names y;
CREATE VIEW stacked AS
SELECT alias.b
   FROM alias;

-- down
ALTER TABLE new_name RENAME TO old_name;
ALTER TABLE t RENAME COLUMN b TO a;
DROP VIEW both_alias;
DROP VIEW other;
DROP VIEW stacked;
DROP VIEW alias;
CREATE VIEW alias AS
SELECT u.x AS a
   FROM u;
CREATE VIEW both_alias AS
SELECT t.a AS n,
    u.x AS a
   FROM (t
     CROSS JOIN u);
CREATE VIEW other AS
SELECT y.id AS old_name
   FROM new_names y;
CREATE VIEW stacked AS
SELECT alias.a
   FROM alias;
