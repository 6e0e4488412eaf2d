-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE app.num;
CREATE OR REPLACE FUNCTION app.num_in(cstring)
 RETURNS app.num
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4in$function$;
CREATE OR REPLACE FUNCTION app.num_out(app.num)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4out$function$;
CREATE OR REPLACE FUNCTION app.num_recv(internal)
 RETURNS app.num
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4recv$function$;
CREATE OR REPLACE FUNCTION app.num_send(app.num)
 RETURNS bytea
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4send$function$;
CREATE TYPE app.num (INPUT = app.num_in, OUTPUT = app.num_out, RECEIVE = app.num_recv, SEND = app.num_send, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'N', DEFAULT = '2');
COMMENT ON TYPE app.num IS 'a number';
ALTER TABLE t ADD COLUMN n app.num DEFAULT '3'::app.num;
ALTER TABLE t ADD COLUMN l app.num[];
CREATE OR REPLACE FUNCTION app.double(app.num)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1::text || $1::text $function$;
CREATE INDEX t_n ON t ((app.double(n)));
CREATE DOMAIN app.few AS app.num CONSTRAINT few_check CHECK ((app.double(VALUE) < '5'::text));
ALTER TABLE t ADD COLUMN f app.few;
CREATE OR REPLACE FUNCTION app.eq(app.num, app.num)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $function$int4eq$function$;
CREATE OPERATOR app.= (FUNCTION = app.eq, LEFTARG = app.num, RIGHTARG = app.num);
ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n OPERATOR(app.=) '3'::app.num);

-- down
ALTER TABLE t DROP CONSTRAINT t_n_check;
DROP INDEX t_n;
ALTER TABLE t DROP COLUMN n;
ALTER TABLE t DROP COLUMN l;
ALTER TABLE t DROP COLUMN f;
DROP DOMAIN app.few;
DROP FUNCTION app.double(app.num);
DROP OPERATOR app.= (app.num, app.num);
DROP FUNCTION app.eq(app.num, app.num);
-- drops the functions of the type too: function app.num_in(cstring), function app.num_out(app.num), function app.num_recv(internal), function app.num_send(app.num)
DROP TYPE app.num CASCADE;
