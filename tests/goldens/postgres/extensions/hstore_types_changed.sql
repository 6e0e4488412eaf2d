-- up
DROP INDEX items_c;
ALTER TABLE items
    ALTER COLUMN a TYPE hstore USING a::hstore,
    ALTER COLUMN b TYPE jsonb USING b::jsonb;
ALTER TABLE items ALTER COLUMN c SET DEFAULT ''::hstore;
UPDATE items SET c = DEFAULT WHERE c IS NULL;
ALTER TABLE items ALTER COLUMN c SET NOT NULL;
ALTER TABLE items ADD COLUMN color text GENERATED ALWAYS AS (c -> 'color'::text) STORED;
ALTER TABLE items ADD CONSTRAINT has_color CHECK ((c ? 'color'::text) OR (c = ''::hstore));
CREATE INDEX items_a ON items USING gist (a);
CREATE INDEX items_c ON items USING hash (c);

-- down
ALTER TABLE items DROP CONSTRAINT has_color;
DROP INDEX items_a;
DROP INDEX items_c;
-- b: fails on values that the new type cannot parse
ALTER TABLE items
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE hstore USING (b #>> '{}')::hstore;
ALTER TABLE items DROP COLUMN color;
ALTER TABLE items ALTER COLUMN c DROP DEFAULT;
ALTER TABLE items ALTER COLUMN c DROP NOT NULL;
CREATE INDEX items_c ON items USING gin (c);
