-- up
ALTER TABLE users ALTER COLUMN n TYPE character varying(5);

-- down
ALTER TABLE users ALTER COLUMN n TYPE character varying(20);
