-- up
DROP VIEW more;
DROP VIEW ids;
DROP FOREIGN TABLE events;
CREATE FOREIGN TABLE events (
    name text,
    id integer NOT NULL,
    at timestamp without time zone
) SERVER far OPTIONS (table_name 'log');
CREATE VIEW ids AS
SELECT events.id
   FROM events;
COMMENT ON VIEW ids IS 'all of them';
CREATE VIEW more AS
SELECT ids.id
   FROM ids;
GRANT SELECT ON TABLE events TO pg_monitor;

-- down
DROP VIEW more;
DROP VIEW ids;
DROP FOREIGN TABLE events;
CREATE FOREIGN TABLE events (
    id integer,
    gone text,
    name text
) SERVER far OPTIONS (table_name 'events');
CREATE VIEW ids AS
SELECT events.id
   FROM events;
COMMENT ON VIEW ids IS 'all of them';
CREATE VIEW more AS
SELECT ids.id
   FROM ids;
GRANT SELECT ON TABLE events TO pg_monitor;
