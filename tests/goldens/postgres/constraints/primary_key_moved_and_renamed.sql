-- up
ALTER TABLE unit DROP CONSTRAINT unit_org;
ALTER TABLE org DROP CONSTRAINT org_pkey;
ALTER TABLE unit DROP CONSTRAINT unit_pkey;
CREATE SEQUENCE org_pk_seq AS integer;
CREATE SEQUENCE unit_code_seq AS integer;
ALTER TABLE org ADD COLUMN pk integer DEFAULT nextval('org_pk_seq'::regclass) NOT NULL;
ALTER TABLE unit ADD COLUMN code integer DEFAULT nextval('unit_code_seq'::regclass) NOT NULL;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'org_pk_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'org'::regclass)); END$$;
ALTER SEQUENCE org_pk_seq OWNED BY org.pk;
DO $$BEGIN EXECUTE format('ALTER SEQUENCE %s OWNER TO %I', 'unit_code_seq'::regclass, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'unit'::regclass)); END$$;
ALTER SEQUENCE unit_code_seq OWNED BY unit.code;
ALTER TABLE org ADD CONSTRAINT org_pkey1 PRIMARY KEY (pk);
ALTER TABLE unit ADD CONSTRAINT unit_a PRIMARY KEY (code);
ALTER TABLE unit ADD CONSTRAINT unit_pkey UNIQUE (id);
-- drops column org.id with its values
ALTER TABLE org DROP COLUMN id;

-- down
ALTER TABLE org DROP CONSTRAINT org_pkey1;
ALTER TABLE unit DROP CONSTRAINT unit_a;
ALTER TABLE unit DROP CONSTRAINT unit_pkey;
-- the old values of org.id are not restored; fails when the table has rows: the column is NOT NULL and has no default
ALTER TABLE org ADD COLUMN id integer NOT NULL;
ALTER TABLE org ADD CONSTRAINT org_pkey PRIMARY KEY (id);
ALTER TABLE unit ADD CONSTRAINT unit_pkey PRIMARY KEY (id);
ALTER TABLE unit ADD CONSTRAINT unit_org FOREIGN KEY (org) REFERENCES org (id);
ALTER TABLE org DROP COLUMN pk;
ALTER TABLE unit DROP COLUMN code;
