-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION low(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT lower(trim($1))$function$;
CREATE OR REPLACE FUNCTION mk()
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT 'b' $function$;
CREATE OR REPLACE FUNCTION ok(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT length($1) > 0 $function$;

-- down
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION low(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT lower($1)$function$;
CREATE OR REPLACE FUNCTION mk()
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT 'a' $function$;
CREATE OR REPLACE FUNCTION ok(text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 <> '' $function$;
