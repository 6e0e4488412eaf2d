-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TABLE log (
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    was hstore NOT NULL,
    keys text[] GENERATED ALWAYS AS (akeys(was)) STORED
);
CREATE OR REPLACE FUNCTION note()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN INSERT INTO log (was) VALUES (hstore(old)); RETURN new; END$function$;
CREATE VIEW seen AS
SELECT log.id,
    (log.was -> 'a'::text) AS a
   FROM log
  WHERE (log.was ? 'a'::text);
CREATE TRIGGER note AFTER UPDATE ON audited FOR EACH ROW EXECUTE FUNCTION note();

-- down
DROP VIEW seen;
DROP TRIGGER note ON audited;
DROP FUNCTION note();
DROP TABLE log;
DROP EXTENSION hstore;
