-- up
CREATE VIRTUAL TABLE mail USING fts4 (subject, body, tokenize=porter);

-- down
DROP TABLE mail;
