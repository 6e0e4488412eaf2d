-- up
DROP TABLE doc_fts;
ALTER TABLE doc RENAME TO page;
CREATE VIRTUAL TABLE doc_fts USING fts5 (body, content='page', content_rowid='id');
-- indexes the rows of page
INSERT INTO doc_fts (doc_fts) VALUES ('rebuild');

-- down
DROP TABLE doc_fts;
ALTER TABLE page RENAME TO doc;
CREATE VIRTUAL TABLE doc_fts USING fts5 (body, content='doc', content_rowid='id');
-- indexes the rows of doc
INSERT INTO doc_fts (doc_fts) VALUES ('rebuild');
