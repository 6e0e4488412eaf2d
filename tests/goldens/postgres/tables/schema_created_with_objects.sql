-- up
SET LOCAL check_function_bodies = off;
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('on', 'off');
CREATE SEQUENCE app.seq START WITH 7;
COMMENT ON SEQUENCE app.seq IS 'numbers';
ALTER TABLE audit ADD COLUMN thing integer;
CREATE DOMAIN app.email AS text CONSTRAINT email_check CHECK ((VALUE ~~ '%@%'::text));
CREATE TABLE app.things (
    id integer DEFAULT nextval('app.seq'::regclass) NOT NULL,
    s app.state DEFAULT 'on'::app.state,
    mail app.email,
    n bigint,
    CONSTRAINT things_pkey PRIMARY KEY (id)
);
ALTER TABLE audit ADD COLUMN mail app.email DEFAULT 'a@b'::text;
ALTER TABLE audit ADD CONSTRAINT audit_thing_fkey FOREIGN KEY (thing) REFERENCES app.things (id) ON DELETE SET NULL;
CREATE OR REPLACE FUNCTION app.stamp()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.n := nextval('app.seq'); RETURN NEW; END $function$;
CREATE VIEW app.live AS
SELECT things.id,
    things.s,
    things.mail,
    things.n
   FROM app.things
  WHERE (things.s = 'on'::app.state);
CREATE MATERIALIZED VIEW app.counted AS
SELECT live.s,
    count(*) AS n
   FROM app.live
  GROUP BY live.s;
CREATE UNIQUE INDEX counted_s_idx ON app.counted (s);
CREATE TRIGGER stamp BEFORE INSERT ON app.things FOR EACH ROW EXECUTE FUNCTION app.stamp();

-- down
DROP MATERIALIZED VIEW app.counted;
DROP VIEW app.live;
DROP TRIGGER stamp ON app.things;
DROP FUNCTION app.stamp();
ALTER TABLE audit DROP CONSTRAINT audit_thing_fkey;
ALTER TABLE audit DROP COLUMN thing;
ALTER TABLE audit DROP COLUMN mail;
DROP TABLE app.things;
DROP DOMAIN app.email;
DROP SEQUENCE app.seq;
DROP TYPE app.state;
DROP SCHEMA app;
