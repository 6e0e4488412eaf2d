-- up
-- drops column p.c with its values
ALTER TABLE p DROP COLUMN c;

-- down
-- the old values of p.c are not restored
ALTER TABLE p ADD COLUMN c text;
