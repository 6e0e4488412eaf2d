-- up
DROP INDEX by_n;
DROP INDEX a.by_n;
CREATE UNIQUE INDEX by_n ON a.t (n, m);
CREATE INDEX by_n ON b.t (n DESC);

-- down
DROP INDEX a.by_n;
DROP INDEX b.by_n;
CREATE INDEX by_n ON t (n);
CREATE INDEX by_n ON a.t (n);
