-- up
DROP TRIGGER doc_i;
DROP VIEW found;
DROP TABLE doc_fts;
CREATE VIRTUAL TABLE doc_fts USING fts5 (body, title, content='doc', content_rowid='id');
-- indexes the rows of doc
INSERT INTO doc_fts (doc_fts) VALUES ('rebuild');
CREATE VIEW found AS SELECT rowid AS id FROM doc_fts;
CREATE TRIGGER doc_i AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (rowid, body, title) VALUES (new.id, new.body, new.title); END;

-- down
DROP TRIGGER doc_i;
DROP VIEW found;
DROP TABLE doc_fts;
CREATE VIRTUAL TABLE doc_fts USING fts5 (body, content='doc', content_rowid='id');
-- indexes the rows of doc
INSERT INTO doc_fts (doc_fts) VALUES ('rebuild');
CREATE VIEW found AS SELECT rowid AS id FROM doc_fts;
CREATE TRIGGER doc_i AFTER INSERT ON doc BEGIN INSERT INTO doc_fts (rowid, body) VALUES (new.id, new.body); END;
