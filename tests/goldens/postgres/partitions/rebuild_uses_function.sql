-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t__old DROP CONSTRAINT t_id_check;
DROP FUNCTION fine(integer);
ALTER TABLE t__old ALTER COLUMN a DROP DEFAULT;
DROP FUNCTION start();
ALTER TABLE t__old ALTER COLUMN s TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE OR REPLACE FUNCTION fine(i integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 > 0$function$;
CREATE OR REPLACE FUNCTION start()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT 1$function$;
ALTER TABLE t__old DROP COLUMN b;
DROP FUNCTION twice(integer);
CREATE OR REPLACE FUNCTION twice(integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 * 2$function$;
CREATE TABLE t (
    id integer,
    a bigint DEFAULT start(),
    b bigint GENERATED ALWAYS AS (twice(id)) STORED,
    s span,
    CONSTRAINT t_id_check CHECK (fine(id))
) PARTITION BY LIST (id);
CREATE TABLE t1 (
    id integer,
    a bigint DEFAULT start(),
    b bigint GENERATED ALWAYS AS (twice(id)) STORED,
    s span,
    CONSTRAINT t_id_check CHECK (fine(id))
);
ALTER TABLE t ATTACH PARTITION t1 DEFAULT;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (id, a, s)
SELECT id, a, s::span
FROM t__old;
DROP TABLE t__old;

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE t RENAME TO t__old;
ALTER TABLE t__old DROP CONSTRAINT t_id_check;
DROP FUNCTION fine(integer);
ALTER TABLE ONLY t__old ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t__old ALTER COLUMN s TYPE text;
DROP TYPE span;
ALTER TABLE t1 ALTER COLUMN a DROP DEFAULT;
DROP FUNCTION start();
CREATE TYPE span AS RANGE (SUBTYPE = real, MULTIRANGE_TYPE_NAME = span_multirange);
CREATE OR REPLACE FUNCTION fine(integer)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 > 0$function$;
CREATE OR REPLACE FUNCTION start()
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT 1$function$;
ALTER TABLE t__old DROP COLUMN b;
DROP FUNCTION twice(integer);
CREATE OR REPLACE FUNCTION twice(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1 * 2$function$;
CREATE TABLE t (
    id integer,
    a integer DEFAULT start(),
    b integer GENERATED ALWAYS AS (twice(id)) STORED,
    s span,
    CONSTRAINT t_id_check CHECK (fine(id))
);
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (id, a, s)
SELECT id, a, s::span
FROM t__old;
DROP TABLE t__old;
