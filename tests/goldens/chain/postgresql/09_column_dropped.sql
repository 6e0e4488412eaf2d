-- 0010 column_dropped
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column practices.city dropped
-- Lost by the upgrade; the downgrade does not restore it:
-- * column practices.city with its values in 2 rows
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT431 drop-column: drops the column practices.city

-- migrate:up
-- drops column practices.city with its values
ALTER TABLE practices DROP COLUMN city;

-- migrate:down
-- the old values of practices.city are not restored; existing rows get ''
ALTER TABLE practices ADD COLUMN city text DEFAULT '' NOT NULL;
ALTER TABLE practices ALTER COLUMN city DROP DEFAULT;
