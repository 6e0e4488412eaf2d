-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE pages DROP CONSTRAINT pages_s_key;
ALTER TABLE pages DROP COLUMN s;
DROP FUNCTION slug(text);
CREATE OR REPLACE FUNCTION slug(t text, sep text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT lower(t) || sep $function$;
ALTER TABLE pages ADD COLUMN s text GENERATED ALWAYS AS (slug(title, '-'::text)) STORED;
ALTER TABLE pages ADD CONSTRAINT pages_s_key UNIQUE (s);

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE pages DROP CONSTRAINT pages_s_key;
ALTER TABLE pages DROP COLUMN s;
DROP FUNCTION slug(text, text);
CREATE OR REPLACE FUNCTION slug(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT lower(t) $function$;
ALTER TABLE pages ADD COLUMN s text GENERATED ALWAYS AS (slug(title)) STORED;
ALTER TABLE pages ADD CONSTRAINT pages_s_key UNIQUE (s);
