-- up
ALTER TABLE old RENAME TO fresh;
ALTER TABLE s.a OWNER TO pg_read_all_data;
ALTER SCHEMA s OWNER TO CURRENT_USER;

-- down
ALTER TABLE fresh RENAME TO old;
ALTER TABLE s.a OWNER TO pg_monitor;
ALTER SCHEMA s OWNER TO pg_monitor;
