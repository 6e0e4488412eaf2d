-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t1 RENAME TO t1__old;
CREATE OR REPLACE FUNCTION part_of(b integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT b / 10 $function$;
CREATE TABLE t (
    id integer,
    n integer
) PARTITION BY RANGE (part_of(n));
CREATE TABLE t1 (
    id integer,
    n integer
);
ALTER TABLE t ATTACH PARTITION t1 FOR VALUES FROM (0) TO (10);
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO t (id, n)
SELECT id, n
FROM t__old;
DROP TABLE t__old;
DROP FUNCTION part(integer);
CREATE INDEX t_n ON t (n);

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t1 RENAME TO t1__old;
CREATE OR REPLACE FUNCTION part(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT a / 10 $function$;
CREATE TABLE t (
    id integer,
    n integer
) PARTITION BY RANGE (part(n));
CREATE TABLE t1 (
    id integer,
    n integer
);
ALTER TABLE t ATTACH PARTITION t1 FOR VALUES FROM (0) TO (10);
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
-- fails when a row fits no partition
INSERT INTO t (id, n)
SELECT id, n
FROM t__old;
DROP TABLE t__old;
DROP FUNCTION part_of(integer);
CREATE INDEX t_n ON t (n);
