-- up
SET LOCAL check_function_bodies = off;
DROP TYPE r;
ALTER TYPE n RENAME TO n__old;
CREATE DOMAIN n AS bigint DEFAULT 2;
ALTER DOMAIN d DROP CONSTRAINT d_check;
ALTER DOMAIN d SET DEFAULT 'q'::text;
-- fails when a column of domain d holds NULL
ALTER DOMAIN d SET NOT NULL;
ALTER DOMAIN d ADD CONSTRAINT d_check CHECK ((VALUE <> 'no'::text));
-- drops attribute c.y with its values
ALTER TYPE c DROP ATTRIBUTE y;
ALTER TYPE c ALTER ATTRIBUTE x TYPE bigint;
ALTER TYPE c ADD ATTRIBUTE z text COLLATE "C";
CREATE OR REPLACE FUNCTION int8_diff(bigint, bigint)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT ($1 - $2)::float8$function$;
CREATE TYPE r AS RANGE (SUBTYPE = bigint, SUBTYPE_DIFF = int8_diff, MULTIRANGE_TYPE_NAME = r_multirange);
DROP DOMAIN n__old;

-- down
DROP TYPE r;
DROP FUNCTION int8_diff(bigint, bigint);
ALTER TYPE n RENAME TO n__old;
CREATE DOMAIN n AS integer DEFAULT 1;
ALTER DOMAIN d DROP CONSTRAINT d_check;
ALTER DOMAIN d DROP DEFAULT;
ALTER DOMAIN d DROP NOT NULL;
ALTER DOMAIN d ADD CONSTRAINT d_check CHECK ((VALUE <> ''::text));
ALTER TYPE c DROP ATTRIBUTE z;
ALTER TYPE c ALTER ATTRIBUTE x TYPE integer;
ALTER TYPE c ADD ATTRIBUTE y text;
CREATE TYPE r AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = r_multirange);
DROP DOMAIN n__old;
