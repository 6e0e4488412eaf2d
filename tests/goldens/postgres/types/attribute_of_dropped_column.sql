-- up
ALTER TABLE t DROP COLUMN b;
-- drops attribute pair.b with its values
ALTER TYPE pair DROP ATTRIBUTE b;

-- down
ALTER TYPE pair ADD ATTRIBUTE b integer;
ALTER TABLE t ADD COLUMN b integer GENERATED ALWAYS AS ((p).b) STORED;
