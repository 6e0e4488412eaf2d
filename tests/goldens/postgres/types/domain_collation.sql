-- up
ALTER TYPE name_text RENAME TO name_text__old;
CREATE DOMAIN name_text AS text COLLATE "C";
ALTER TABLE t ALTER COLUMN n TYPE name_text;
DROP DOMAIN name_text__old;

-- down
ALTER TYPE name_text RENAME TO name_text__old;
CREATE DOMAIN name_text AS text;
ALTER TABLE t ALTER COLUMN n TYPE name_text;
DROP DOMAIN name_text__old;
