-- up
ALTER TABLE b ALTER COLUMN x SET DEFAULT nextval('s1'::regclass);
SELECT setval('s1'::regclass, greatest(max(x) + 1, (SELECT last_value + is_called::integer FROM s1)), false) FROM b;
ALTER SEQUENCE s1 OWNED BY b.x;
ALTER TABLE a ALTER COLUMN x DROP DEFAULT;
ALTER SEQUENCE s2 OWNED BY NONE;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 's3'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'b'::regclass)); END$$;
ALTER SEQUENCE s3 OWNED BY b.y;

-- down
ALTER TABLE a ALTER COLUMN x SET DEFAULT nextval('s1'::regclass);
SELECT setval('s1'::regclass, greatest(max(x) + 1, (SELECT last_value + is_called::integer FROM s1)), false) FROM a;
ALTER SEQUENCE s1 OWNED BY a.x;
ALTER TABLE b ALTER COLUMN x DROP DEFAULT;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 's2'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'a'::regclass)); END$$;
ALTER SEQUENCE s2 OWNED BY a.y;
ALTER SEQUENCE s3 OWNED BY NONE;
