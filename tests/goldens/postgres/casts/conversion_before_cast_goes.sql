-- up
CREATE OR REPLACE FUNCTION as_flag(bigint)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ($1 <> 0);
CREATE CAST (bigint AS boolean) WITH FUNCTION as_flag(bigint);
ALTER TABLE t ADD COLUMN c boolean DEFAULT ((1)::bigint)::boolean;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
-- values of t.a become true unless they are 0: bigint → boolean
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a::boolean;
ALTER TABLE t ALTER COLUMN a SET DEFAULT true;
CREATE OR REPLACE FUNCTION as_number(boolean)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN $1 THEN 1 ELSE 0 END;
CREATE CAST (boolean AS bigint) WITH FUNCTION as_number(boolean);

-- down
ALTER TABLE t DROP COLUMN c;
DROP CAST (bigint AS boolean);
DROP FUNCTION as_flag(bigint);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t ALTER COLUMN a TYPE bigint USING a::bigint;
ALTER TABLE t ALTER COLUMN a SET DEFAULT 7;
DROP CAST (boolean AS bigint);
DROP FUNCTION as_number(boolean);
