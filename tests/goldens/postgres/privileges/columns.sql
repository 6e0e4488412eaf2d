-- up
REVOKE UPDATE (email) ON TABLE users FROM pg_monitor;
GRANT SELECT (id) ON TABLE users TO pg_monitor;

-- down
GRANT UPDATE (email) ON TABLE users TO pg_monitor;
REVOKE SELECT (id) ON TABLE users FROM pg_monitor;
