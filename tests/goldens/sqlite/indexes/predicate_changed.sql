-- up
DROP INDEX t_a;
CREATE UNIQUE INDEX t_a ON t (a) WHERE gone IS NOT 1;

-- down
DROP INDEX t_a;
CREATE UNIQUE INDEX t_a ON t (a) WHERE gone = 0;
