-- up
-- drops virtual table r with its rows
DROP TABLE r;
-- drops virtual table f with its rows
DROP TABLE f;
CREATE TABLE f_data (
    id INTEGER PRIMARY KEY
);

-- down
DROP TABLE f_data;
CREATE VIRTUAL TABLE f USING fts5 (a);
CREATE VIRTUAL TABLE r USING rtree (id, x0, x1);
