-- up
-- values of t.price are rounded: numeric(12,2) → integer
-- values of t.rate are rounded: double precision → real
-- seen: values without a time zone are in UTC
-- values of t.seen lose their time of day: timestamp with time zone → date
-- values of t.wait are rounded: interval → interval(0)
-- values of t.at are rounded: timestamp(6) without time zone → timestamp(0) without time zone
-- values of t.doc lose duplicate keys and the order of their keys: json → jsonb
-- values of t.code lose their trailing blanks: character(5) → text
-- values of t.part are rounded: numeric(12,4) → numeric(12,2)
-- values of t.host lose the bits to the right of the netmask: inet → cidr
-- values of t.label are cut off after 63 bytes: text → name
-- values of t.done become true unless they are 0: integer → boolean
ALTER TABLE t
    ALTER COLUMN price TYPE integer,
    ALTER COLUMN rate TYPE real,
    ALTER COLUMN seen TYPE date USING (seen AT TIME ZONE 'UTC')::date,
    ALTER COLUMN wait TYPE interval(0),
    ALTER COLUMN at TYPE timestamp(0) without time zone,
    ALTER COLUMN doc TYPE jsonb,
    ALTER COLUMN code TYPE text,
    ALTER COLUMN part TYPE numeric(12,2),
    ALTER COLUMN host TYPE cidr,
    ALTER COLUMN label TYPE name,
    ALTER COLUMN done TYPE boolean USING done <> 0,
    ALTER COLUMN kept TYPE integer;

-- down
-- seen: values without a time zone are in UTC
ALTER TABLE t
    ALTER COLUMN price TYPE numeric(12,2),
    ALTER COLUMN rate TYPE double precision,
    ALTER COLUMN seen TYPE timestamp with time zone USING seen::timestamp AT TIME ZONE 'UTC',
    ALTER COLUMN wait TYPE interval,
    ALTER COLUMN at TYPE timestamp(6) without time zone,
    ALTER COLUMN doc TYPE json,
    ALTER COLUMN code TYPE character(5),
    ALTER COLUMN part TYPE numeric(12,4),
    ALTER COLUMN host TYPE inet,
    ALTER COLUMN label TYPE text,
    ALTER COLUMN done TYPE integer USING done::integer,
    ALTER COLUMN kept TYPE numeric(12,0);
