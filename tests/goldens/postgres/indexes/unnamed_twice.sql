-- up
DROP INDEX t_a_b_idx;
DROP INDEX t_a_idx1;
CREATE UNIQUE INDEX t_a_b_idx ON t (a, b);

-- down
DROP INDEX t_a_b_idx;
CREATE INDEX t_a_b_idx ON t (a, b);
CREATE INDEX t_a_idx1 ON t (a);
