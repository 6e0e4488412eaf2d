-- up
SET LOCAL check_function_bodies = off;
CREATE EXTENSION IF NOT EXISTS hll;
ALTER TABLE t ADD COLUMN seen hll DEFAULT hll_empty();
CREATE INDEX t_seen ON t ((hll_cardinality(seen)));
CREATE OR REPLACE FUNCTION add_seen(s hll, v integer)
 RETURNS hll
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT hll_add(s, hll_hash_integer(v))$function$;

-- down
DROP FUNCTION add_seen(hll, integer);
DROP INDEX t_seen;
ALTER TABLE t DROP COLUMN seen;
DROP EXTENSION hll;
