-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE old_name RENAME TO new_name;
ALTER TABLE app.m RENAME TO m__old;
ALTER TABLE app.m1 RENAME TO m1__old;
ALTER TABLE new_name RENAME COLUMN old_column TO new_column;
DROP FUNCTION app.f(text, integer);
DROP FUNCTION app.f(app.mood);
DROP VIEW app.v;
DROP MATERIALIZED VIEW app.mv;
ALTER TYPE app.dom RENAME TO dom__old;
CREATE DOMAIN app.dom AS bigint;
-- fails when a row holds 'c': change such rows first
ALTER TYPE app.mood RENAME TO mood__old;
CREATE TYPE app.mood AS ENUM ('b', 'a');
CREATE TABLE app.fresh (
    id integer
);
CREATE TABLE app.m (
    k text,
    v text
) PARTITION BY LIST (k);
CREATE TABLE app.m1 (
    k text,
    v text
);
ALTER TABLE app.m ATTACH PARTITION app.m1 FOR VALUES IN ('1');
ALTER TABLE ser ALTER COLUMN n DROP DEFAULT;
ALTER TABLE ser ALTER COLUMN n TYPE bigint;
ALTER TABLE ser ALTER COLUMN n SET DEFAULT nextval('ser_n_seq'::regclass);
ALTER TABLE app.t
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN x TYPE character varying(9),
    ALTER COLUMN y TYPE integer USING y::integer,
    ALTER COLUMN m TYPE app.mood USING m::text::app.mood;
ALTER SEQUENCE ser_n_seq AS bigint;
-- rebuilds table app.m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO app.m (k, v)
SELECT k, v
FROM app.m__old;
DROP TABLE app.m__old;
ALTER TYPE app.pair ALTER ATTRIBUTE a TYPE bigint;
CREATE OR REPLACE PROCEDURE app.p(IN integer)
 LANGUAGE sql
AS $procedure$SELECT 2$procedure$;
CREATE OR REPLACE FUNCTION app.f(text, integer DEFAULT 2)
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT 1::bigint$function$;
CREATE OR REPLACE FUNCTION app.f(app.mood)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE VIEW app.v AS
SELECT t.id,
    t.x
   FROM app.t;
CREATE MATERIALIZED VIEW app.mv AS
SELECT t.x
   FROM app.t;
REVOKE UPDATE ON TABLE app.t FROM pg_monitor;
GRANT DELETE, SELECT ON TABLE app.t TO pg_monitor WITH GRANT OPTION;
REVOKE INSERT (x) ON TABLE app.t FROM PUBLIC;
REVOKE SELECT (y) ON TABLE app.t FROM PUBLIC;
GRANT REFERENCES (y) ON TABLE app.t TO pg_monitor;
REVOKE USAGE ON SEQUENCE app.s FROM pg_monitor;
GRANT SELECT, USAGE ON SEQUENCE app.s TO PUBLIC;
REVOKE USAGE ON TYPE app.pair FROM PUBLIC;
REVOKE CREATE ON SCHEMA app FROM pg_monitor;
REVOKE GRANT OPTION FOR USAGE ON SCHEMA app FROM pg_monitor;
GRANT USAGE ON SCHEMA app TO PUBLIC;
GRANT EXECUTE ON PROCEDURE app.p(integer) TO PUBLIC;
GRANT SELECT ON TABLE app.m TO pg_monitor;
REVOKE SELECT ON TABLE app.m1 FROM pg_monitor;
GRANT INSERT ON TABLE app.m1 TO pg_monitor;
GRANT SELECT (v) ON TABLE app.m1 TO PUBLIC;
GRANT SELECT ON TABLE app.mv TO pg_monitor;
GRANT SELECT ON TABLE app.v TO pg_monitor;
GRANT SELECT (id) ON TABLE app.v TO PUBLIC;
GRANT SELECT (x) ON TABLE app.v TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.f(app.mood) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.f(app.mood) TO pg_monitor WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION app.f(text, integer) TO PUBLIC;
GRANT EXECUTE ON FUNCTION app.f(text, integer) TO pg_monitor;
GRANT USAGE ON TYPE app.dom TO pg_monitor;
GRANT USAGE ON TYPE app.mood TO pg_monitor;
REVOKE SELECT ON TABLE app.fresh FROM pg_monitor;
DROP DOMAIN app.dom__old;
DROP TYPE app.mood__old;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE SELECT ON TABLES FROM pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT INSERT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT USAGE ON SCHEMAS TO pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT EXECUTE ON FUNCTIONS TO PUBLIC;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE new_name RENAME TO old_name;
ALTER TABLE app.m RENAME TO m__old;
ALTER TABLE app.m1 RENAME TO m1__old;
ALTER TABLE old_name RENAME COLUMN new_column TO old_column;
DROP FUNCTION app.f(text, integer);
DROP FUNCTION app.f(app.mood);
DROP VIEW app.v;
DROP MATERIALIZED VIEW app.mv;
ALTER TYPE app.dom RENAME TO dom__old;
CREATE DOMAIN app.dom AS integer;
ALTER TYPE app.mood RENAME TO mood__old;
CREATE TYPE app.mood AS ENUM ('a', 'b', 'c');
CREATE TABLE app.m (
    k integer,
    v text
) PARTITION BY LIST (k);
CREATE TABLE app.m1 (
    k integer,
    v text
);
ALTER TABLE app.m ATTACH PARTITION app.m1 FOR VALUES IN (1);
ALTER TABLE ser ALTER COLUMN n DROP DEFAULT;
ALTER TABLE ser ALTER COLUMN n TYPE integer;
ALTER TABLE ser ALTER COLUMN n SET DEFAULT nextval('ser_n_seq'::regclass);
ALTER TABLE app.t
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN x TYPE text,
    ALTER COLUMN y TYPE text,
    ALTER COLUMN m TYPE app.mood USING m::text::app.mood;
ALTER SEQUENCE ser_n_seq AS integer;
-- rebuilds table app.m: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO app.m (k, v)
SELECT k::integer, v
FROM app.m__old;
DROP TABLE app.m__old;
ALTER TYPE app.pair ALTER ATTRIBUTE a TYPE integer;
CREATE OR REPLACE PROCEDURE app.p(IN integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;
CREATE OR REPLACE FUNCTION app.f(text, integer DEFAULT 2)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE OR REPLACE FUNCTION app.f(app.mood)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
CREATE VIEW app.v AS
SELECT t.id,
    t.x
   FROM app.t;
CREATE MATERIALIZED VIEW app.mv AS
SELECT t.x
   FROM app.t;
REVOKE DELETE ON TABLE app.t FROM pg_monitor;
REVOKE GRANT OPTION FOR SELECT ON TABLE app.t FROM pg_monitor;
GRANT UPDATE ON TABLE app.t TO pg_monitor;
GRANT INSERT (x) ON TABLE app.t TO PUBLIC;
REVOKE REFERENCES (y) ON TABLE app.t FROM pg_monitor;
GRANT SELECT (y) ON TABLE app.t TO PUBLIC;
REVOKE SELECT, USAGE ON SEQUENCE app.s FROM PUBLIC;
GRANT USAGE ON SEQUENCE app.s TO pg_monitor;
REVOKE EXECUTE ON PROCEDURE app.p(integer) FROM PUBLIC;
REVOKE USAGE ON SCHEMA app FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA app TO pg_monitor WITH GRANT OPTION;
GRANT USAGE ON TYPE app.pair TO PUBLIC;
REVOKE INSERT ON TABLE app.m FROM PUBLIC;
GRANT SELECT ON TABLE app.m TO pg_monitor;
REVOKE INSERT ON TABLE app.m1 FROM PUBLIC;
GRANT INSERT ON TABLE app.m1 TO pg_monitor;
GRANT SELECT (v) ON TABLE app.m1 TO PUBLIC;
REVOKE INSERT ON TABLE app.mv FROM PUBLIC;
GRANT SELECT ON TABLE app.mv TO PUBLIC;
REVOKE INSERT ON TABLE app.v FROM PUBLIC;
GRANT SELECT ON TABLE app.v TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (x) ON TABLE app.v TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.f(app.mood) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.f(app.mood) TO pg_monitor;
GRANT USAGE ON TYPE app.dom TO pg_monitor WITH GRANT OPTION;
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
GRANT USAGE ON TYPE app.mood TO pg_monitor;
DROP TABLE app.fresh;
DROP DOMAIN app.dom__old;
DROP TYPE app.mood__old;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE INSERT ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT ON TABLES TO pg_monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE USAGE ON SCHEMAS FROM pg_monitor;
