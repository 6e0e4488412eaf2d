-- up
SET LOCAL check_function_bodies = off;
CREATE SCHEMA three;
DROP VIEW two.v;
ALTER TABLE two.t DROP CONSTRAINT t_id_fkey;
CREATE SEQUENCE three.t_id_seq AS integer;
CREATE TABLE three.t (
    id integer DEFAULT nextval('three.t_id_seq'::regclass) NOT NULL,
    v text,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
ALTER TABLE two.t ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE three.t_id_seq OWNED BY three.t.id;
CREATE OR REPLACE FUNCTION three.f()
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT max(id) FROM three.t $function$;
ALTER TABLE stays ALTER COLUMN id SET DEFAULT three.f();
DROP FUNCTION one.f();
CREATE VIEW two.v AS
SELECT three.f() AS top,
    t.id,
    t.v
   FROM two.t;
-- drops table one.t with its rows
DROP TABLE one.t;
DROP SCHEMA one;

-- down
SET LOCAL check_function_bodies = off;
CREATE SCHEMA one;
DROP VIEW two.v;
CREATE SEQUENCE one.t_id_seq AS integer;
CREATE TABLE one.t (
    id integer DEFAULT nextval('one.t_id_seq'::regclass) NOT NULL,
    v text,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
ALTER TABLE two.t ALTER COLUMN id TYPE integer;
ALTER SEQUENCE one.t_id_seq OWNED BY one.t.id;
ALTER TABLE two.t ADD CONSTRAINT t_id_fkey FOREIGN KEY (id) REFERENCES one.t (id);
CREATE OR REPLACE FUNCTION one.f()
 RETURNS integer
 LANGUAGE sql
AS $function$ SELECT max(id) FROM one.t $function$;
ALTER TABLE stays ALTER COLUMN id SET DEFAULT one.f();
DROP FUNCTION three.f();
CREATE VIEW two.v AS
SELECT one.f() AS top,
    t.id,
    t.v
   FROM two.t;
DROP TABLE three.t;
DROP SCHEMA three;
