-- up
-- drops column device.seen with its values
ALTER TABLE device DROP COLUMN seen;
-- drops column device.state with its values
ALTER TABLE device DROP COLUMN state;
-- drops column device.rate with its values
ALTER TABLE device DROP COLUMN rate;

-- down
-- the old values of device.seen are not restored
ALTER TABLE device ADD COLUMN seen INTEGER;
-- the old values of device.state are not restored
ALTER TABLE device ADD COLUMN state TEXT;
-- the old values of device.rate are not restored
ALTER TABLE device ADD COLUMN rate REAL DEFAULT 1.5;
