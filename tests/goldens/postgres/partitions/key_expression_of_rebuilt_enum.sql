-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t1 RENAME TO t1__old;
DROP FUNCTION graded(text);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('high', 'low');
CREATE TABLE t (
    id integer,
    n text
) PARTITION BY LIST ((
CASE
    WHEN (n = 'a'::text) THEN 'low'::grade
    ELSE 'high'::grade
END));
CREATE TABLE t1 (
    id integer,
    n text
);
ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN ('low');
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO t (id, n)
SELECT id, n
FROM t__old;
DROP TABLE t__old;
-- drops attribute pair.b with its values
ALTER TYPE pair DROP ATTRIBUTE b;
ALTER TYPE pair ADD ATTRIBUTE c integer;
CREATE OR REPLACE FUNCTION graded(text)
 RETURNS grade
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN $1::grade; END $function$;
DROP TYPE grade__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t1 RENAME TO t1__old;
DROP FUNCTION graded(text);
ALTER TYPE grade RENAME TO grade__old;
CREATE TYPE grade AS ENUM ('low', 'high', 'mid');
CREATE TABLE t (
    id integer,
    n text
) PARTITION BY LIST ((
CASE
    WHEN (n = 'a'::text) THEN 'low'::grade
    ELSE 'high'::grade
END));
CREATE TABLE t1 (
    id integer,
    n text
);
ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN ('low');
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO t (id, n)
SELECT id, n
FROM t__old;
DROP TABLE t__old;
ALTER TYPE pair DROP ATTRIBUTE c;
ALTER TYPE pair ADD ATTRIBUTE b integer;
CREATE OR REPLACE FUNCTION graded(text)
 RETURNS grade
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$ BEGIN RETURN $1::grade; END $function$;
DROP TYPE grade__old;
