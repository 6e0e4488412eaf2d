-- up
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TABLE parts__old DROP CONSTRAINT small;
DROP INDEX ranks;
ALTER TABLE parts__old DROP COLUMN g;
DROP CAST (mood AS integer);
DROP FUNCTION rank_of(mood);
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE parts (
    k integer,
    m mood
) PARTITION BY RANGE (k);
CREATE TABLE p1 (
    k integer,
    m mood
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row holds 'it''s': change such rows first
-- fails when a row fits no partition
INSERT INTO parts (k, m)
SELECT k::integer, m::text::mood
FROM parts__old;
DROP TABLE parts__old;
DROP TYPE mood__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
ALTER TYPE mood RENAME TO mood__old;
CREATE TYPE mood AS ENUM ('sad', 'it''s', 'glad');
CREATE OR REPLACE FUNCTION rank_of(mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT CASE $1 WHEN 'sad' THEN 1 ELSE 2 END $function$;
CREATE CAST (mood AS integer) WITH FUNCTION rank_of(mood) AS ASSIGNMENT;
CREATE TABLE parts (
    k text,
    m mood DEFAULT 'sad'::mood,
    g integer GENERATED ALWAYS AS (rank_of(m)) STORED,
    CONSTRAINT small CHECK ((m)::integer < 100)
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    m mood DEFAULT 'sad'::mood,
    g integer GENERATED ALWAYS AS (rank_of(m)) STORED,
    CONSTRAINT small CHECK ((m)::integer < 100)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('1');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, m)
SELECT k, m::text::mood
FROM parts__old;
DROP TABLE parts__old;
CREATE INDEX ranks ON parts ((rank_of(m)));
DROP TYPE mood__old;
