-- up
CREATE TABLE takes (
    x integer DEFAULT nextval('keeps_x_seq'::regclass) NOT NULL
);
ALTER TABLE keeps ADD COLUMN z bigint;
ALTER SEQUENCE codes_id_seq OWNED BY NONE;
ALTER SEQUENCE keeps_x_seq OWNED BY NONE;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'keeps_x_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'takes'::regclass)); END$$;
ALTER SEQUENCE keeps_x_seq OWNED BY takes.x;
-- drops column keeps.x with its values
ALTER TABLE keeps DROP COLUMN x;
-- drops table codes with its rows
DROP TABLE codes;
CREATE TABLE phrases (
    pk integer DEFAULT nextval('codes_id_seq'::regclass) NOT NULL,
    phrase text[],
    since date,
    CONSTRAINT codes_pk PRIMARY KEY (pk)
);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'codes_id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'phrases'::regclass)); END$$;
ALTER SEQUENCE codes_id_seq OWNED BY phrases.pk;

-- down
-- the old values of keeps.x are not restored
ALTER TABLE keeps ADD COLUMN x integer DEFAULT nextval('keeps_x_seq'::regclass) NOT NULL;
ALTER SEQUENCE codes_id_seq OWNED BY NONE;
ALTER SEQUENCE keeps_x_seq OWNED BY NONE;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'keeps_x_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'keeps'::regclass)); END$$;
ALTER SEQUENCE keeps_x_seq OWNED BY keeps.x;
ALTER TABLE keeps DROP COLUMN z;
DROP TABLE phrases;
CREATE TABLE codes (
    id integer DEFAULT nextval('codes_id_seq'::regclass) NOT NULL,
    word text,
    CONSTRAINT codes_pk PRIMARY KEY (id)
);
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'codes_id_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'codes'::regclass)); END$$;
ALTER SEQUENCE codes_id_seq OWNED BY codes.id;
DROP TABLE takes;
