-- up
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 's'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$;
ALTER SEQUENCE s OWNED BY t.a;

-- down
ALTER SEQUENCE s OWNED BY NONE;
