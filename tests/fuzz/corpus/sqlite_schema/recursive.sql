CREATE TABLE node (id INTEGER PRIMARY KEY, parent INT);
CREATE VIEW tree (id, depth) AS WITH RECURSIVE t (id, depth) AS (SELECT id, 0 FROM node WHERE parent IS NULL UNION ALL SELECT n.id, t.depth + 1 FROM node n JOIN t ON n.parent = t.id) SELECT id, depth FROM t;
CREATE VIEW ranked AS SELECT id, row_number() OVER (PARTITION BY parent ORDER BY id DESC) AS r FROM node;
