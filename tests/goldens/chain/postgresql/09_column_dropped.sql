-- 0010 column_dropped
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
-- drops column practices.city with its values
ALTER TABLE practices DROP COLUMN city;

-- migrate:down
-- the old values of practices.city are not restored; existing rows get ''
ALTER TABLE practices ADD COLUMN city text DEFAULT '' NOT NULL;
ALTER TABLE practices ALTER COLUMN city DROP DEFAULT;
