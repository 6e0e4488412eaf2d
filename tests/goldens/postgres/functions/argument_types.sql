-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN checked AS e CONSTRAINT checked_check CHECK ((VALUE <> 'a'::e));
CREATE DOMAIN d AS integer CONSTRAINT d_check CHECK ((VALUE > 0));
CREATE TYPE c AS (x e, y d);
CREATE TABLE t (
    id integer,
    e e,
    c c,
    ds d[]
);
CREATE TABLE u (
    c checked DEFAULT 'b'::e,
    t t
);
CREATE OR REPLACE FUNCTION f1(e, d, c)
 RETURNS t
 LANGUAGE sql
AS $function$SELECT NULL::t$function$;
CREATE OR REPLACE FUNCTION f2(t)
 RETURNS SETOF c
 LANGUAGE sql
AS $function$SELECT $1.c$function$;
CREATE OR REPLACE FUNCTION f3(VARIADIC d[])
 RETURNS e[]
 LANGUAGE plpgsql
AS $function$ DECLARE r e[]; BEGIN RETURN r; END $function$;
CREATE OR REPLACE FUNCTION f4(u)
 RETURNS checked
 LANGUAGE sql
AS $function$SELECT $1.c$function$;

-- down
DROP FUNCTION f1(e, d, c);
DROP FUNCTION f2(t);
DROP FUNCTION f3(d[]);
DROP FUNCTION f4(u);
DROP TABLE u;
DROP DOMAIN checked;
DROP TABLE t;
DROP TYPE c;
DROP DOMAIN d;
DROP TYPE e;
