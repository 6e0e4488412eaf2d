-- up
SET LOCAL check_function_bodies = off;
CREATE SCHEMA audit;
CREATE TYPE level AS ENUM ('low', 'high');
CREATE SEQUENCE numbers;
CREATE OR REPLACE FUNCTION now_text()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$SELECT 'now'$function$;
CREATE FOREIGN TABLE audit.events (
    id bigint OPTIONS (key 'true') DEFAULT nextval('numbers'::regclass) NOT NULL,
    "at time" text OPTIONS (b 'it''s', column_name 'at') COLLATE "C" DEFAULT now_text(),
    l level DEFAULT 'low'::level,
    twice bigint GENERATED ALWAYS AS ((id * 2)) STORED,
    CONSTRAINT later CHECK ((l <> 'high'::level)) NOT VALID,
    CONSTRAINT positive CHECK (((id > 0) AND (id < 10) AND (twice > 0))) NO INHERIT
) SERVER far OPTIONS (schema_name 'public', table_name 'events');
COMMENT ON FOREIGN TABLE audit.events IS 'elsewhere';
COMMENT ON COLUMN audit.events."at time" IS 'when';
CREATE VIEW ids AS
SELECT events.id
   FROM audit.events;

-- down
DROP VIEW ids;
DROP FOREIGN TABLE audit.events;
DROP FUNCTION now_text();
DROP SEQUENCE numbers;
DROP TYPE level;
DROP SCHEMA audit;
