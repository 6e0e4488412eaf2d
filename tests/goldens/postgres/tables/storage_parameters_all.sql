-- up
CREATE TABLE n (
    a text,
    b text
) WITH (toast_tuple_target='256', user_catalog_table='true');
ALTER TABLE t SET (autovacuum_analyze_threshold='100', fillfactor='60', parallel_workers='2', toast.vacuum_truncate='false');
ALTER TABLE t RESET (autovacuum_vacuum_scale_factor, toast.autovacuum_enabled);

-- down
ALTER TABLE t SET (autovacuum_vacuum_scale_factor='0.2', fillfactor='50', toast.autovacuum_enabled='false');
ALTER TABLE t RESET (autovacuum_analyze_threshold, parallel_workers, toast.vacuum_truncate);
DROP TABLE n;
