-- up
DROP FUNCTION hub_of(integer);
DROP MATERIALIZED VIEW m;
DROP VIEW v;
ALTER TABLE spoke DROP CONSTRAINT spoke_hub_fkey;
ALTER TABLE spoke DROP CONSTRAINT spoke_kind_fkey;
CREATE VIEW v AS
SELECT s.id,
    s.kind
   FROM spoke s;
-- drops table hub with its rows
DROP TABLE hub;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW v;
CREATE SEQUENCE hub_id_seq AS integer;
CREATE TABLE hub (
    id integer DEFAULT nextval('hub_id_seq'::regclass) NOT NULL,
    kind text,
    CONSTRAINT hub_pkey PRIMARY KEY (id),
    CONSTRAINT hub_kind_key UNIQUE (kind)
);
ALTER SEQUENCE hub_id_seq OWNED BY hub.id;
ALTER TABLE spoke ADD CONSTRAINT spoke_hub_fkey FOREIGN KEY (hub) REFERENCES hub (id);
ALTER TABLE spoke ADD CONSTRAINT spoke_kind_fkey FOREIGN KEY (kind) REFERENCES hub (kind);
CREATE OR REPLACE FUNCTION hub_of(integer)
 RETURNS SETOF hub
 LANGUAGE sql
 STABLE
AS $function$SELECT * FROM hub WHERE id = $1$function$;
CREATE VIEW v AS
SELECT s.id,
    h.kind
   FROM (spoke s
     JOIN hub h ON ((h.id = s.hub)));
CREATE MATERIALIZED VIEW m AS
SELECT v.id,
    v.kind
   FROM v;
CREATE INDEX m_id ON m (id);
