-- up
ALTER TABLE t DROP CONSTRAINT arr;
ALTER TABLE t DROP CONSTRAINT t_c_check;
ALTER TABLE t DROP CONSTRAINT rowwise;
ALTER TABLE t DROP CONSTRAINT t_check;
ALTER TABLE t
    ALTER COLUMN b TYPE bigint,
    ALTER COLUMN d TYPE character varying(10)[];
ALTER TABLE t ADD CONSTRAINT arr CHECK (((d[1])::text ~ '^[a-z]+$'::text) AND ((cardinality(d) >= 1) AND (cardinality(d) <= 5)));
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK ((c ? 'k'::text) AND (jsonb_typeof((c -> 'k'::text)) = ANY (ARRAY['string'::text, 'number'::text])));
ALTER TABLE t ADD CONSTRAINT rowwise CHECK ((a <> 0) OR (b <> 0));
ALTER TABLE t ADD CONSTRAINT t_check CHECK ((a < b) OR (b IS NULL));

-- down
ALTER TABLE t DROP CONSTRAINT arr;
ALTER TABLE t DROP CONSTRAINT t_c_check;
ALTER TABLE t DROP CONSTRAINT rowwise;
ALTER TABLE t DROP CONSTRAINT t_check;
ALTER TABLE t
    ALTER COLUMN b TYPE integer,
    ALTER COLUMN d TYPE text[];
ALTER TABLE t ADD CONSTRAINT arr CHECK ((d[1] ~ '^[a-z]+$'::text) AND ((cardinality(d) >= 1) AND (cardinality(d) <= 5)));
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK ((c ? 'k'::text) AND (jsonb_typeof((c -> 'k'::text)) = 'string'::text));
ALTER TABLE t ADD CONSTRAINT rowwise CHECK ((a <> 0) OR (b <> 0));
ALTER TABLE t ADD CONSTRAINT t_check CHECK ((a < b) OR (b IS NULL));
