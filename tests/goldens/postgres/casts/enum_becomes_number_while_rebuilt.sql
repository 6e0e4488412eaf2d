-- up
ALTER TABLE t DROP CONSTRAINT small;
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
DROP CAST (integer AS mood);
DROP FUNCTION mood_of(integer);
ALTER TABLE t ALTER COLUMN m TYPE integer;
ALTER TABLE t ALTER COLUMN m SET DEFAULT 1;
DROP CAST (mood AS integer);
DROP FUNCTION rank_of(mood);
-- fails when a row holds 'it''s': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TABLE t ALTER COLUMN o TYPE mood USING o::text::mood;
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'it''s', 'glad');
ALTER TABLE t ALTER COLUMN o TYPE mood USING o::text::mood;
CREATE OR REPLACE FUNCTION mood_of(integer)
 RETURNS mood
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 1 THEN 'sad' ELSE 'glad' END::mood $function$;
CREATE CAST (integer AS mood) WITH FUNCTION mood_of(integer) AS ASSIGNMENT;
ALTER TABLE t ALTER COLUMN m DROP DEFAULT;
ALTER TABLE t ALTER COLUMN m TYPE mood;
ALTER TABLE t ALTER COLUMN m SET DEFAULT 'sad'::mood;
CREATE OR REPLACE FUNCTION rank_of(mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'sad' THEN 1 ELSE 2 END $function$;
CREATE CAST (mood AS integer) WITH FUNCTION rank_of(mood) AS ASSIGNMENT;
ALTER TABLE t ADD CONSTRAINT small CHECK ((m)::integer < 100);
DROP TYPE mood__old;
