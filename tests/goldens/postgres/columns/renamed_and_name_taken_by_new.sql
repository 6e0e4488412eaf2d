-- up
ALTER TABLE t RENAME COLUMN a TO old_a;
ALTER TABLE t ADD COLUMN a integer DEFAULT 7 NOT NULL;
ALTER TABLE t RENAME CONSTRAINT t_a_check TO t_old_a_check;
ALTER INDEX t_a_idx RENAME TO t_old_a_idx;
CREATE INDEX t_a_idx ON t (a);

-- down
ALTER TABLE t RENAME COLUMN a TO a__old;
ALTER TABLE t RENAME COLUMN old_a TO a;
DROP INDEX t_a_idx;
ALTER TABLE t RENAME CONSTRAINT t_old_a_check TO t_a_check;
ALTER INDEX t_old_a_idx RENAME TO t_a_idx;
ALTER TABLE t DROP COLUMN a__old;
