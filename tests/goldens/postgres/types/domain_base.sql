-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION next_code(code);
DROP VIEW v;
ALTER TABLE u DROP CONSTRAINT u_t_fkey;
ALTER TABLE t DROP CONSTRAINT t_c_check;
DROP INDEX i;
ALTER TYPE code RENAME TO code__old;
CREATE DOMAIN code AS bigint CONSTRAINT code_check CHECK ((VALUE > 0));
ALTER TABLE t
    ALTER COLUMN id TYPE code,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE code,
    ALTER COLUMN c SET DEFAULT 4,
    ALTER COLUMN d TYPE code;
ALTER TABLE u ALTER COLUMN t TYPE code;
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK ((c)::bigint <> 9);
CREATE INDEX i ON t (c) WHERE (d)::bigint > 3;
ALTER TABLE u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES t (id);
CREATE OR REPLACE FUNCTION next_code(x code)
 RETURNS code
 LANGUAGE sql
AS $function$SELECT (x + 1)::code$function$;
CREATE VIEW v AS
SELECT t.id,
    t.c
   FROM t;
DROP DOMAIN code__old;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION next_code(code);
DROP VIEW v;
ALTER TABLE u DROP CONSTRAINT u_t_fkey;
ALTER TABLE t DROP CONSTRAINT t_c_check;
DROP INDEX i;
ALTER TYPE code RENAME TO code__old;
CREATE DOMAIN code AS integer CONSTRAINT code_check CHECK ((VALUE > 0));
ALTER TABLE t
    ALTER COLUMN id TYPE code,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE code,
    ALTER COLUMN c SET DEFAULT 4,
    ALTER COLUMN d TYPE code;
ALTER TABLE u ALTER COLUMN t TYPE code;
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK ((c)::integer <> 9);
CREATE INDEX i ON t (c) WHERE (d)::integer > 3;
ALTER TABLE u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES t (id);
CREATE OR REPLACE FUNCTION next_code(x code)
 RETURNS code
 LANGUAGE sql
AS $function$SELECT (x + 1)::code$function$;
CREATE VIEW v AS
SELECT t.id,
    t.c
   FROM t;
DROP DOMAIN code__old;
