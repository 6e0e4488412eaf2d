-- up
ALTER SUBSCRIPTION two DISABLE;
ALTER SUBSCRIPTION two SET (slot_name = NONE);
-- its replication slot stays on the publisher, where pg_drop_replication_slot removes it
DROP SUBSCRIPTION two;
-- afterwards, if it is enabled: ALTER SUBSCRIPTION s REFRESH PUBLICATION
ALTER SUBSCRIPTION s SET PUBLICATION a, c WITH (refresh = false);
ALTER SUBSCRIPTION s SET (binary = false, slot_name = 's', disable_on_error = true, streaming = on);
-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION two CONNECTION '…'; ALTER SUBSCRIPTION two ENABLE; ALTER SUBSCRIPTION two REFRESH PUBLICATION
CREATE SUBSCRIPTION two CONNECTION '' PUBLICATION a WITH (connect = false, two_phase = true);

-- down
ALTER SUBSCRIPTION two DISABLE;
ALTER SUBSCRIPTION two SET (slot_name = NONE);
-- its replication slot stays on the publisher, where pg_drop_replication_slot removes it
DROP SUBSCRIPTION two;
-- afterwards, if it is enabled: ALTER SUBSCRIPTION s REFRESH PUBLICATION
ALTER SUBSCRIPTION s SET PUBLICATION a, b WITH (refresh = false);
ALTER SUBSCRIPTION s SET (disable_on_error = false, streaming = off, binary = true, slot_name = 'other');
-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION two CONNECTION '…'; ALTER SUBSCRIPTION two ENABLE; ALTER SUBSCRIPTION two REFRESH PUBLICATION
CREATE SUBSCRIPTION two CONNECTION '' PUBLICATION a WITH (connect = false);
