-- up
ALTER SUBSCRIPTION s DISABLE;
ALTER SUBSCRIPTION s SET (slot_name = NONE);
-- its replication slot stays on the publisher, where pg_drop_replication_slot removes it
DROP SUBSCRIPTION s;
CREATE TABLE u (
    id integer NOT NULL,
    CONSTRAINT u_pkey PRIMARY KEY (id)
);
-- drops table t with its rows
DROP TABLE t;

-- down
CREATE TABLE t (
    id integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);
DROP TABLE u;
-- disabled, and without its connection; afterwards by hand: ALTER SUBSCRIPTION s CONNECTION '…'; ALTER SUBSCRIPTION s ENABLE; ALTER SUBSCRIPTION s REFRESH PUBLICATION
CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false);
