-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION takes(base);
DROP VIEW reads;
DROP VIEW base;
CREATE VIEW base AS
SELECT t.a,
    t.c
   FROM t;
CREATE OR REPLACE FUNCTION takes(base)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $1.a$function$;
CREATE VIEW reads AS
SELECT base.a
   FROM base;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION takes(base);
DROP VIEW reads;
DROP VIEW base;
CREATE VIEW base AS
SELECT t.a,
    t.b
   FROM t;
CREATE OR REPLACE FUNCTION takes(base)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT $1.a$function$;
CREATE VIEW reads AS
SELECT base.a
   FROM base;
