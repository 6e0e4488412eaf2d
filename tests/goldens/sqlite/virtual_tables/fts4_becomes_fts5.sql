-- up
DROP TRIGGER x;
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE mail RENAME TO old_mail;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE mail USING fts5 (subject, body, tokenize=porter);
-- keeps the rows in the columns that both definitions have
INSERT INTO mail (rowid, subject, body)
SELECT rowid, subject, body
FROM old_mail;
DROP TABLE old_mail;
CREATE TRIGGER x AFTER INSERT ON k BEGIN INSERT INTO mail (rowid, subject) VALUES (new.id, 'k'); END;

-- down
DROP TRIGGER x;
-- only the table itself gets another name
PRAGMA legacy_alter_table = ON;
ALTER TABLE mail RENAME TO old_mail;
PRAGMA legacy_alter_table = OFF;
CREATE VIRTUAL TABLE mail USING fts4 (subject, body TEXT, tokenize=porter);
-- keeps the rows in the columns that both definitions have
INSERT INTO mail (rowid, subject, body)
SELECT rowid, subject, body
FROM old_mail;
DROP TABLE old_mail;
CREATE TRIGGER x AFTER INSERT ON k BEGIN INSERT INTO mail (docid, subject) VALUES (new.id, 'k'); END;
