-- up
DROP TRIGGER account_log;
DROP VIEW mails;
ALTER TABLE account RENAME COLUMN mail TO email;
CREATE VIEW mails AS SELECT email FROM account WHERE active;
CREATE TRIGGER account_log AFTER UPDATE OF email ON account BEGIN INSERT INTO log VALUES (old.email || new.email); END;

-- down
DROP TRIGGER account_log;
DROP VIEW mails;
ALTER TABLE account RENAME COLUMN email TO mail;
CREATE VIEW mails AS SELECT mail FROM account WHERE active;
CREATE TRIGGER account_log AFTER UPDATE OF mail ON account BEGIN INSERT INTO log VALUES (old.mail || new.mail); END;
