-- up
-- drops column p.c with its values
ALTER TABLE p DROP COLUMN c;

-- down
-- the values that p.c held are not brought back
ALTER TABLE p ADD COLUMN c text;
