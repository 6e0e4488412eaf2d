-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
CREATE OR REPLACE FUNCTION twice(integer)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE COST 7
AS $function$BEGIN RETURN $1 + $1; END$function$;
CREATE TABLE parts (
    k bigint,
    v integer,
    CONSTRAINT small CHECK (twice(v) < 100)
) PARTITION BY HASH (k);
CREATE TABLE p1 (
    k bigint,
    v integer,
    CONSTRAINT small CHECK (twice(v) < 100)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES WITH (modulus 1, remainder 0);
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO parts (k, v)
SELECT k::bigint, v
FROM parts__old;
DROP TABLE parts__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE p1 RENAME TO p1__old;
ALTER TABLE parts RENAME TO parts__old;
CREATE OR REPLACE FUNCTION twice(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$SELECT 2 * $1$function$;
CREATE TABLE parts (
    k text,
    v integer,
    CONSTRAINT small CHECK (twice(v) < 100)
) PARTITION BY LIST (k);
CREATE TABLE p1 (
    k text,
    v integer,
    CONSTRAINT small CHECK (twice(v) < 100)
);
ALTER TABLE parts ATTACH PARTITION p1 FOR VALUES IN ('1', '2');
-- rebuilds table parts: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO parts (k, v)
SELECT k, v
FROM parts__old;
DROP TABLE parts__old;
