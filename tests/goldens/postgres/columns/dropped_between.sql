-- up
DROP STATISTICS t_s;
DROP INDEX t_c;
ALTER TABLE t ADD COLUMN e integer DEFAULT 0 NOT NULL;
ALTER TABLE t ALTER COLUMN d TYPE bigint;
CREATE INDEX t_c ON t (e, b);
CREATE STATISTICS t_s ON d, e FROM t;
-- drops column t.c with its values
ALTER TABLE t DROP COLUMN c;

-- down
DROP STATISTICS t_s;
DROP INDEX t_c;
-- the old values of t.c are not restored
ALTER TABLE t ADD COLUMN c integer;
ALTER TABLE t ALTER COLUMN d TYPE integer;
CREATE INDEX t_c ON t (c, b);
CREATE STATISTICS t_s ON c, d FROM t;
ALTER TABLE t DROP COLUMN e;
