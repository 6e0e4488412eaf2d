-- up
SET LOCAL check_function_bodies = off;
DROP VIEW v;
DROP VIEW w;
ALTER TABLE m DROP CONSTRAINT m_ok;
ALTER TABLE m DROP CONSTRAINT m_x;
DROP INDEX m_j;
CREATE OR REPLACE FUNCTION text_of(json)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT 'json' $function$;
DROP CAST (xid AS text);
DROP CAST (json AS text);
CREATE CAST (json AS text) WITH FUNCTION text_of(json) AS ASSIGNMENT;
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((j)::text <> 'a'::text);
ALTER TABLE m ADD CONSTRAINT m_x CHECK ((x)::text <> 'a'::text);
CREATE INDEX m_j ON m (((j)::text)) WHERE (js)::text[] <> '{}'::text[];
CREATE VIEW v AS
SELECT (m.j)::text AS j,
    (m.js)::text[] AS js
   FROM m;
CREATE VIEW w AS
SELECT (m.x)::text AS x,
    m.d
   FROM m;

-- down
DROP VIEW v;
DROP VIEW w;
ALTER TABLE m DROP CONSTRAINT m_ok;
ALTER TABLE m DROP CONSTRAINT m_x;
DROP INDEX m_j;
CREATE CAST (xid AS text) WITH FUNCTION text_of(xid);
DROP CAST (json AS text);
DROP FUNCTION text_of(json);
CREATE CAST (json AS text) WITHOUT FUNCTION AS ASSIGNMENT;
ALTER TABLE m ADD CONSTRAINT m_ok CHECK ((j)::text <> 'a'::text);
ALTER TABLE m ADD CONSTRAINT m_x CHECK ((x)::text <> 'a'::text);
CREATE INDEX m_j ON m (((j)::text)) WHERE (js)::text[] <> '{}'::text[];
CREATE VIEW v AS
SELECT (m.j)::text AS j,
    (m.js)::text[] AS js
   FROM m;
CREATE VIEW w AS
SELECT (m.x)::text AS x,
    m.d
   FROM m;
