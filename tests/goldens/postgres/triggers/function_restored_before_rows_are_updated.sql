-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE person RENAME COLUMN full_name TO name;
ALTER TABLE person ALTER COLUMN mail DROP DEFAULT;
ALTER TABLE person ALTER COLUMN mail DROP NOT NULL;
CREATE OR REPLACE FUNCTION tidy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.name := trim(NEW.name); RETURN NEW; END $function$;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE person RENAME COLUMN name TO full_name;
CREATE OR REPLACE FUNCTION tidy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN NEW.full_name := trim(NEW.full_name); RETURN NEW; END $function$;
ALTER TABLE person ALTER COLUMN mail SET DEFAULT 'x'::text;
UPDATE person SET mail = DEFAULT WHERE mail IS NULL;
ALTER TABLE person ALTER COLUMN mail SET NOT NULL;
