-- up
-- drops virtual table v with its rows
DROP TABLE v;
CREATE VIRTUAL TABLE v USING fts5 (a, b, content='');

-- down
DROP TABLE v;
CREATE VIRTUAL TABLE v USING fts5 (a, content='');
