-- up
REVOKE SELECT ON TABLE pg_stat_statements FROM PUBLIC;
GRANT SELECT (query) ON TABLE pg_stat_statements TO pg_monitor;
GRANT SELECT (userid) ON TABLE pg_stat_statements TO pg_monitor;
GRANT EXECUTE ON FUNCTION pg_stat_statements_reset(oid, oid, bigint) TO pg_monitor;

-- down
GRANT SELECT ON TABLE pg_stat_statements TO PUBLIC;
REVOKE SELECT (query) ON TABLE pg_stat_statements FROM pg_monitor;
REVOKE SELECT (userid) ON TABLE pg_stat_statements FROM pg_monitor;
REVOKE EXECUTE ON FUNCTION pg_stat_statements_reset(oid, oid, bigint) FROM pg_monitor;
