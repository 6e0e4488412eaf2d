-- up
SET LOCAL check_function_bodies = off;
DROP INDEX by_tag;
CREATE OR REPLACE FUNCTION fold(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 5
AS $function$ SELECT lower(btrim(t)) $function$;
CREATE OR REPLACE FUNCTION tag(t text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ SELECT '#' || t || current_setting('server_version') $function$;

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION fold(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT lower(t) $function$;
CREATE OR REPLACE FUNCTION tag(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT '#' || t $function$;
CREATE INDEX by_tag ON posts ((tag(title)));
