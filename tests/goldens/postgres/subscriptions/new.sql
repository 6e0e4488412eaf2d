-- up
-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION "none" CONNECTION '…'; ALTER SUBSCRIPTION "none" ENABLE; ALTER SUBSCRIPTION "none" REFRESH PUBLICATION
CREATE SUBSCRIPTION "none" CONNECTION '' PUBLICATION a WITH (connect = false, slot_name = NONE);
-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION s CONNECTION '…'; ALTER SUBSCRIPTION s ENABLE; ALTER SUBSCRIPTION s REFRESH PUBLICATION
CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION "B c", a WITH (connect = false, binary = true, streaming = on, synchronous_commit = remote_apply);
COMMENT ON SUBSCRIPTION s IS 'from afar';

-- down
ALTER SUBSCRIPTION "none" DISABLE;
ALTER SUBSCRIPTION "none" SET (slot_name = NONE);
-- its replication slot stays on the publisher, where pg_drop_replication_slot removes it
DROP SUBSCRIPTION "none";
ALTER SUBSCRIPTION s DISABLE;
ALTER SUBSCRIPTION s SET (slot_name = NONE);
-- its replication slot stays on the publisher, where pg_drop_replication_slot removes it
DROP SUBSCRIPTION s;
