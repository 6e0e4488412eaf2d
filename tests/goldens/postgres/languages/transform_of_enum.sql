-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION f(mood);
DROP TRANSFORM FOR mood LANGUAGE plpgsql;
-- fails when a row holds 'c': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TRANSFORM FOR mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
ALTER TABLE t ALTER COLUMN m TYPE mood USING m::text::mood;
CREATE OR REPLACE FUNCTION f(mood)
 RETURNS integer
 TRANSFORM FOR TYPE mood
 LANGUAGE plpgsql
AS $function$BEGIN RETURN 1; END$function$;
DROP TYPE mood__old;

-- down
ALTER TYPE mood ADD VALUE 'c';
