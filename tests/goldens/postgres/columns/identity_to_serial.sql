-- up
-- notes the next number of t.id for its new sequence
SELECT set_config('retort.next_t_id', next::text, true) FROM (SELECT pg_sequence_last_value(pg_get_serial_sequence('t', 'id')::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE t ALTER COLUMN id DROP IDENTITY;
CREATE SEQUENCE t_id_seq AS integer;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 't_id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$;
ALTER SEQUENCE t_id_seq OWNED BY t.id;
SELECT setval('t_id_seq'::regclass, greatest(max(id) + 1, 1, nullif(current_setting('retort.next_t_id', true), '')::bigint), false) FROM t;

-- down
-- notes the next number of t.id for its new sequence
SELECT set_config('retort.next_t_id', next::text, true) FROM (SELECT pg_sequence_last_value('t_id_seq'::regclass) + 1) AS number(next) WHERE next BETWEEN 1 AND 2147483647;
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE t_id_seq;
ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('t', 'id'), greatest(max(id) + 1, 1, nullif(current_setting('retort.next_t_id', true), '')::bigint), false) FROM t;
