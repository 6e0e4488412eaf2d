-- up
ALTER EXTENSION hstore SET SCHEMA x;
GRANT EXECUTE ON FUNCTION x.skeys(x.hstore) TO pg_monitor;
REVOKE EXECUTE ON FUNCTION x.avals(x.hstore) FROM pg_monitor;

-- down
ALTER EXTENSION hstore SET SCHEMA public;
GRANT EXECUTE ON FUNCTION avals(hstore) TO pg_monitor;
REVOKE EXECUTE ON FUNCTION skeys(hstore) FROM pg_monitor;
