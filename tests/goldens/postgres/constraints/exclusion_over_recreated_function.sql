-- up
SET LOCAL check_function_bodies = off;
ALTER TABLE t DROP CONSTRAINT tx;
DROP FUNCTION key_of(integer);
CREATE OR REPLACE FUNCTION key_of(b integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 $function$;
ALTER TABLE t ADD CONSTRAINT tx EXCLUDE USING btree (key_of(n) WITH =) WHERE ((key_of(id) > 0));

-- down
SET LOCAL check_function_bodies = off;
ALTER TABLE t DROP CONSTRAINT tx;
DROP FUNCTION key_of(integer);
CREATE OR REPLACE FUNCTION key_of(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 $function$;
ALTER TABLE t ADD CONSTRAINT tx EXCLUDE USING btree (key_of(n) WITH =) WHERE ((key_of(id) > 0));
