-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT small;
CREATE TABLE parts (
    k integer,
    m integer
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    m integer
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
ALTER TABLE p1__old ALTER COLUMN m DROP DEFAULT;
ALTER TABLE ONLY parts__old ALTER COLUMN m DROP DEFAULT;
ALTER TABLE parts__old ALTER COLUMN m TYPE integer;
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m)
SELECT k::integer, m
FROM parts__old;
DROP TABLE parts__old;
DROP CAST (integer AS mood);
DROP FUNCTION mood_of(integer);
DROP CAST (mood AS integer);
DROP FUNCTION rank_of(mood);
-- fails when a row holds 'it''s': change such rows first
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TABLE other ALTER COLUMN m TYPE mood USING m::text::mood;
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'it''s', 'glad');
ALTER TABLE other ALTER COLUMN m TYPE mood USING m::text::mood;
CREATE OR REPLACE FUNCTION mood_of(integer)
 RETURNS mood
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 1 THEN 'sad' ELSE 'glad' END::mood $function$;
CREATE CAST (integer AS mood) WITH FUNCTION mood_of(integer) AS ASSIGNMENT;
CREATE OR REPLACE FUNCTION rank_of(mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'sad' THEN 1 ELSE 2 END $function$;
CREATE CAST (mood AS integer) WITH FUNCTION rank_of(mood) AS ASSIGNMENT;
CREATE TABLE parts (
    k text,
    m mood DEFAULT 'sad'::mood,
    CONSTRAINT small CHECK ((m)::integer < 100)
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    m mood DEFAULT 'sad'::mood,
    CONSTRAINT small CHECK ((m)::integer < 100)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('1');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m)
SELECT k, m
FROM parts__old;
DROP TABLE parts__old;
DROP TYPE mood__old;
