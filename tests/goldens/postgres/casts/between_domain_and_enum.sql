-- up
SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION mood_of(integer)
 RETURNS mood
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$SELECT CASE $1 WHEN 0 THEN 'a'::mood ELSE 'b' END$function$;
CREATE CAST (integer AS mood) WITH FUNCTION mood_of(integer);
ALTER TABLE t
    ALTER COLUMN m DROP DEFAULT,
    ALTER COLUMN m TYPE mood USING m::mood,
    ALTER COLUMN m SET DEFAULT 'a'::mood,
    ALTER COLUMN n TYPE mood USING n::mood;
CREATE OR REPLACE FUNCTION rank_of(mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$SELECT CASE $1 WHEN 'a' THEN 0 ELSE 1 END$function$;
CREATE CAST (mood AS integer) WITH FUNCTION rank_of(mood);

-- down
ALTER TABLE t ALTER COLUMN n TYPE more USING n::more;
DROP CAST (integer AS mood);
DROP FUNCTION mood_of(integer);
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t ALTER COLUMN m TYPE positive USING m::positive;
ALTER TABLE t ALTER COLUMN m SET DEFAULT 5;
DROP CAST (mood AS integer);
DROP FUNCTION rank_of(mood);
