-- up
DROP TRIGGER g;
DROP VIEW missing;
DROP VIEW broken;
ALTER TABLE t RENAME COLUMN b TO x;
-- drops column t.c with its values
ALTER TABLE t DROP COLUMN c;
CREATE VIEW broken AS SELECT nonexistent FROM t;
CREATE VIEW missing AS SELECT * FROM nowhere;
CREATE TRIGGER g AFTER INSERT ON u BEGIN UPDATE t SET nonexistent = 1; END;

-- down
DROP TRIGGER g;
DROP VIEW missing;
DROP VIEW broken;
ALTER TABLE t RENAME COLUMN x TO b;
-- the old values of t.c are not restored
ALTER TABLE t ADD COLUMN c INT;
CREATE VIEW broken AS SELECT nonexistent FROM t;
CREATE VIEW missing AS SELECT * FROM nowhere;
CREATE TRIGGER g AFTER INSERT ON u BEGIN UPDATE t SET nonexistent = 1; END;
