-- up
CREATE TABLE other (
    id integer NOT NULL,
    CONSTRAINT other_pkey PRIMARY KEY (id)
);
-- drops table aside with its rows
DROP TABLE aside;
-- drops table wal_0 with its rows
DROP TABLE wal_0;
-- drops table wal with its rows
DROP TABLE wal;
-- drops table payload_1 with its rows
DROP TABLE payload_1;
-- drops table payload_2_0 with its rows
DROP TABLE payload_2_0;
-- drops table payload_2 with its rows
DROP TABLE payload_2;
-- drops table payload with its rows
DROP TABLE payload;

-- down
CREATE TABLE payload (
    id bigint NOT NULL,
    at date NOT NULL,
    CONSTRAINT payload_pkey PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE payload_1 (
    id bigint NOT NULL,
    at date NOT NULL
);
ALTER TABLE payload ATTACH PARTITION payload_1 FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE payload_2 (
    id bigint NOT NULL,
    at date NOT NULL
) PARTITION BY HASH (id);
ALTER TABLE payload ATTACH PARTITION payload_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE payload_2_0 (
    id bigint NOT NULL,
    at date NOT NULL
);
ALTER TABLE payload_2 ATTACH PARTITION payload_2_0 FOR VALUES WITH (modulus 1, remainder 0);
CREATE TABLE aside (
    id bigint,
    at date,
    CONSTRAINT aside_id_at_fkey FOREIGN KEY (id, at) REFERENCES payload_2_0 (id, at)
);
CREATE TABLE wal (
    tenant integer NOT NULL,
    id bigint NOT NULL,
    at date,
    CONSTRAINT wal_pkey PRIMARY KEY (tenant, id),
    CONSTRAINT wal_payload FOREIGN KEY (id, at) REFERENCES payload (id, at) ON DELETE CASCADE
) PARTITION BY HASH (tenant);
CREATE TABLE wal_0 (
    tenant integer NOT NULL,
    id bigint NOT NULL,
    at date
);
ALTER TABLE wal ATTACH PARTITION wal_0 FOR VALUES WITH (modulus 1, remainder 0);
DROP TABLE other;
