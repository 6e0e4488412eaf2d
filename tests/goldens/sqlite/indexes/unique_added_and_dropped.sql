-- up
DROP INDEX t_a;
CREATE UNIQUE INDEX t_a_unique ON t (a);

-- down
DROP INDEX t_a_unique;
CREATE INDEX t_a ON t (a);
