-- up
-- drops virtual table v with its rows
DROP TABLE v;
CREATE VIRTUAL TABLE v USING fts5 (id, x0, x1);

-- down
DROP TABLE v;
CREATE VIRTUAL TABLE v USING rtree (id, x0, x1);
