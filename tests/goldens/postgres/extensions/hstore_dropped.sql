-- up
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE jsonb USING a::jsonb,
    ALTER COLUMN a SET DEFAULT '{}'::jsonb,
    ALTER COLUMN b TYPE text[];
DROP EXTENSION hstore;

-- down
CREATE EXTENSION IF NOT EXISTS hstore;
-- a: fails on values that the new type cannot parse
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE hstore USING (a #>> '{}')::hstore,
    ALTER COLUMN a SET DEFAULT '"a"=>"b"'::hstore,
    ALTER COLUMN b TYPE hstore[] USING b::hstore[];
