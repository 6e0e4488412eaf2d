-- up
ALTER TABLE a ALTER COLUMN x TYPE text;

-- down
ALTER TABLE a ALTER COLUMN x TYPE character varying(10);
