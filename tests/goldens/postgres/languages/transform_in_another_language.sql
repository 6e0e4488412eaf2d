-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION transformed(mood);
DROP TRANSFORM FOR mood LANGUAGE plpgsql;
DROP OPERATOR <~ (mood, mood);
DROP FUNCTION precedes(mood, mood);
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TRANSFORM FOR mood LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE OR REPLACE FUNCTION precedes(mood, mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 <= $2$function$;
CREATE OPERATOR <~ (FUNCTION = precedes, LEFTARG = mood, RIGHTARG = mood);
CREATE OR REPLACE FUNCTION transformed(mood)
 RETURNS integer
 TRANSFORM FOR TYPE mood
 LANGUAGE sql
AS $function$SELECT 1$function$;
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION transformed(mood);
DROP OPERATOR <~ (mood, mood);
DROP FUNCTION precedes(mood, mood);
DROP TRANSFORM FOR mood LANGUAGE sql;
ALTER TYPE mood ADD VALUE 'z';
CREATE TRANSFORM FOR mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE OR REPLACE FUNCTION precedes(mood, mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 <= $2$function$;
CREATE OPERATOR <~ (FUNCTION = precedes, LEFTARG = mood, RIGHTARG = mood);
CREATE OR REPLACE FUNCTION transformed(mood)
 RETURNS integer
 TRANSFORM FOR TYPE mood
 LANGUAGE plpgsql
AS $function$BEGIN RETURN 1; END$function$;
