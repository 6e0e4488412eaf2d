-- up
DROP INDEX both_up;
DROP INDEX pattern;
DROP INDEX up;
ALTER INDEX both_down RENAME TO p1x_k_a_idx;
CREATE INDEX of_both ON p1 (k DESC, a DESC);
CREATE INDEX by_a ON parts (a);
CREATE INDEX down ON parts (k DESC);
CREATE INDEX both_down ON p1x (k DESC, a DESC);
CREATE INDEX both_up ON p1x (k, a);
CREATE INDEX pattern ON p0 (a text_pattern_ops);
CREATE INDEX up ON p0 (k) WITH (fillfactor='60');

-- down
DROP INDEX of_both;
DROP INDEX by_a;
DROP INDEX down;
