-- up
ALTER SEQUENCE t_n_seq RENAME TO t_old_n_seq;
ALTER TABLE t RENAME COLUMN n TO old_n;
CREATE SEQUENCE t_n_seq AS integer;
ALTER TABLE t ADD COLUMN n integer DEFAULT nextval('t_n_seq'::regclass) NOT NULL;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 't_n_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 't'::regclass)); END$$;
ALTER SEQUENCE t_n_seq OWNED BY t.n;

-- down
ALTER SEQUENCE t_n_seq RENAME TO t_n_seq__old;
ALTER SEQUENCE t_old_n_seq RENAME TO t_n_seq;
ALTER TABLE t RENAME COLUMN n TO n__old;
ALTER TABLE t RENAME COLUMN old_n TO n;
ALTER TABLE t DROP COLUMN n__old;
