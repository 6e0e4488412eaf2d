-- up
DROP INDEX i1;
ALTER INDEX p1_k2_idx RENAME TO p1_k2_idx1;
ALTER INDEX p1x_k2_idx RENAME TO p1x_k2_idx1;
CREATE INDEX i1 ON m (k2) WITH (fillfactor='60');

-- down
DROP INDEX i1;
ALTER INDEX p1_k2_idx1 RENAME TO p1_k2_idx;
ALTER INDEX p1x_k2_idx1 RENAME TO p1x_k2_idx;
CREATE INDEX i1 ON m (k, k2 NULLS FIRST);
