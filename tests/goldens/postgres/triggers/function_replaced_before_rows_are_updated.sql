-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE person RENAME COLUMN full_name TO name;
CREATE OR REPLACE FUNCTION short(t text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN upper(trim(t)); END $function$;
CREATE OR REPLACE FUNCTION tidy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.name := short(NEW.name); RETURN NEW; END $function$;
ALTER TABLE person ALTER COLUMN mail SET DEFAULT ''::text;
UPDATE person SET mail = DEFAULT WHERE mail IS NULL;
ALTER TABLE person ALTER COLUMN mail SET NOT NULL;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE person RENAME COLUMN name TO full_name;
ALTER TABLE person ALTER COLUMN mail DROP DEFAULT;
ALTER TABLE person ALTER COLUMN mail DROP NOT NULL;
CREATE OR REPLACE FUNCTION short(t text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$ BEGIN RETURN trim(t); END $function$;
CREATE OR REPLACE FUNCTION tidy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.full_name := short(NEW.full_name); RETURN NEW; END $function$;
