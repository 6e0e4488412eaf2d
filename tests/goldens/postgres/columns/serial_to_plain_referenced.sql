-- up
ALTER TABLE t ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE t_id_seq;

-- down
CREATE SEQUENCE t_id_seq AS integer;
ALTER TABLE t ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 't_id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$;
ALTER SEQUENCE t_id_seq OWNED BY t.id;
SELECT setval('t_id_seq'::regclass, greatest(max(id) + 1, 1), false) FROM t;
