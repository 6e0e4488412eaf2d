-- up
ALTER TABLE users ALTER COLUMN n TYPE character varying(20);

-- down
ALTER TABLE users ALTER COLUMN n TYPE character varying(10);
