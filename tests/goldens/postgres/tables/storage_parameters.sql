-- up
ALTER TABLE t SET (fillfactor='80');
ALTER TABLE t RESET (autovacuum_enabled);

-- down
ALTER TABLE t SET (autovacuum_enabled='false', fillfactor='70');
