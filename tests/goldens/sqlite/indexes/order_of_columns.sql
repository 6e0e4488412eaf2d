-- up
DROP INDEX t_ab;
DROP INDEX t_b;
CREATE INDEX t_ab ON t (b, a);
CREATE INDEX t_b ON t (b DESC);

-- down
DROP INDEX t_ab;
DROP INDEX t_b;
CREATE INDEX t_ab ON t (a, b);
CREATE INDEX t_b ON t (b);
