-- up
SET LOCAL check_function_bodies = off;
ALTER DOMAIN word DROP CONSTRAINT word_check;
DROP FUNCTION good(text);
CREATE OR REPLACE FUNCTION good(text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length($1)$function$;
ALTER DOMAIN word ADD CONSTRAINT word_check CHECK (((good(VALUE))::integer > 0));

-- down
SET LOCAL check_function_bodies = off;
ALTER DOMAIN word DROP CONSTRAINT word_check;
DROP FUNCTION good(text);
CREATE OR REPLACE FUNCTION good(text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length($1)$function$;
ALTER DOMAIN word ADD CONSTRAINT word_check CHECK ((good(VALUE) > 0));
