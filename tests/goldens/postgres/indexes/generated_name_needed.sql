-- up
ALTER TABLE t RENAME CONSTRAINT t_b_key TO t_b_key1;
ALTER INDEX t_a_idx RENAME TO t_a_idx1;
CREATE SEQUENCE t_a_idx;
CREATE VIEW t_b_key AS
SELECT 1 AS one;

-- down
DROP VIEW t_b_key;
ALTER TABLE t RENAME CONSTRAINT t_b_key1 TO t_b_key;
DROP SEQUENCE t_a_idx;
ALTER INDEX t_a_idx1 RENAME TO t_a_idx;
