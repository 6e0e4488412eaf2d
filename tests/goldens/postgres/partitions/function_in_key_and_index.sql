-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE ev DROP CONSTRAINT ev_kind_check;
DROP FUNCTION sane(text);
DROP INDEX ev_kind;
ALTER TABLE ev ADD COLUMN n bigint DEFAULT 1 NOT NULL;
CREATE OR REPLACE FUNCTION sane(t text, n integer DEFAULT 0)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length(t) > n $function$;
ALTER TABLE ev DROP COLUMN up;
ALTER TABLE ev ALTER COLUMN kind TYPE character varying(40);
ALTER TABLE ev ADD COLUMN up text GENERATED ALWAYS AS (upper((kind)::text) || '!'::text) STORED;
ALTER TABLE ev ADD CONSTRAINT ev_kind_check CHECK (sane((kind)::text));
CREATE TABLE ev_rest (
    id integer NOT NULL,
    at date NOT NULL,
    kind character varying(40),
    up text GENERATED ALWAYS AS (upper((kind)::text) || '!'::text) STORED,
    n bigint DEFAULT 1 NOT NULL,
    CONSTRAINT ev_kind_check CHECK (sane((kind)::text))
);
ALTER TABLE ev ATTACH PARTITION ev_rest DEFAULT;
CREATE INDEX ev_kind ON ev ((lower((kind)::text))) WHERE kind IS NOT NULL;
CREATE UNIQUE INDEX ev_u ON ev (at, id, n);

-- down
SET LOCAL check_function_bodies = off;
DROP INDEX ev_kind;
DROP INDEX ev_u;
DROP TABLE ev_rest;
ALTER TABLE ev DROP CONSTRAINT ev_kind_check;
DROP FUNCTION sane(text, integer);
CREATE OR REPLACE FUNCTION sane(t text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT t <> '' $function$;
ALTER TABLE ev DROP COLUMN n;
ALTER TABLE ev DROP COLUMN up;
ALTER TABLE ev ALTER COLUMN kind TYPE text;
ALTER TABLE ev ADD COLUMN up text GENERATED ALWAYS AS (upper(kind)) STORED;
ALTER TABLE ev ADD CONSTRAINT ev_kind_check CHECK (sane(kind));
CREATE INDEX ev_kind ON ev ((lower(kind))) WHERE kind IS NOT NULL;
