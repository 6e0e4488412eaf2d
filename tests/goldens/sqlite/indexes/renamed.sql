-- up
DROP INDEX idx1;
CREATE INDEX t_by_a ON t (a);

-- down
DROP INDEX t_by_a;
CREATE INDEX idx1 ON t (a);
