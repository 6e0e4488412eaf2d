-- up
CREATE VIRTUAL TABLE doc_fts USING fts5 (body, content='doc', content_rowid='id');
-- indexes the rows of doc
INSERT INTO doc_fts (doc_fts) VALUES ('rebuild');
CREATE VIEW found AS SELECT rowid FROM doc_fts;
CREATE VIRTUAL TABLE places USING rtree (id, min_x, max_x);
CREATE TRIGGER doc_i AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (rowid, body) VALUES (new.id, new.body); END;

-- down
DROP TRIGGER doc_i;
DROP TABLE places;
DROP VIEW found;
DROP TABLE doc_fts;
