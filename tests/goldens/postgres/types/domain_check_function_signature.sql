-- up
SET LOCAL check_function_bodies = off;
DROP VIEW labels_v;
DROP INDEX labels_a;
ALTER DOMAIN short DROP CONSTRAINT short_check;
DROP FUNCTION fits(text);
CREATE OR REPLACE FUNCTION fits(v text, most integer DEFAULT 9)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length(v) < most $function$;
ALTER TYPE short RENAME TO short__old;
CREATE DOMAIN short AS text DEFAULT 'none'::text CONSTRAINT short_check CHECK (fits(VALUE, 20));
ALTER TABLE labels ALTER COLUMN b TYPE short[] USING b::short[];
ALTER TABLE labels DROP COLUMN c;
ALTER TABLE labels ALTER COLUMN a TYPE short;
ALTER TABLE labels ADD COLUMN c text GENERATED ALWAYS AS (upper((a)::text)) STORED;
CREATE INDEX labels_a ON labels (a) WHERE a IS NOT NULL;
CREATE VIEW labels_v AS
SELECT labels.a,
    ((labels.a)::text || 'x'::text) AS ax
   FROM labels;
DROP DOMAIN short__old;

-- down
SET LOCAL check_function_bodies = off;
DROP VIEW labels_v;
DROP INDEX labels_a;
ALTER DOMAIN short DROP CONSTRAINT short_check;
ALTER DOMAIN short DROP DEFAULT;
DROP FUNCTION fits(text, integer);
CREATE OR REPLACE FUNCTION fits(v text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length(v) < 9 $function$;
ALTER TYPE short RENAME TO short__old;
CREATE DOMAIN short AS text CONSTRAINT short_check CHECK (fits(VALUE));
ALTER TABLE labels ALTER COLUMN b TYPE short[] USING b::short[];
ALTER TABLE labels DROP COLUMN c;
ALTER TABLE labels ALTER COLUMN a TYPE short;
ALTER TABLE labels ADD COLUMN c text GENERATED ALWAYS AS (upper((a)::text)) STORED;
CREATE INDEX labels_a ON labels (a) WHERE a IS NOT NULL;
CREATE VIEW labels_v AS
SELECT labels.a,
    ((labels.a)::text || 'x'::text) AS ax
   FROM labels;
DROP DOMAIN short__old;
