-- up
-- values of t.b are rounded: numeric(12,4) → numeric(5,2)
-- values of t.c are rounded: double precision → real
-- values of t.d are rounded: numeric → integer
ALTER TABLE t
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass),
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE smallint,
    ALTER COLUMN a SET DEFAULT 5,
    ALTER COLUMN b TYPE numeric(5,2),
    ALTER COLUMN c TYPE real,
    ALTER COLUMN d TYPE integer;
ALTER SEQUENCE t_id_seq AS integer;

-- down
ALTER TABLE t
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id SET DEFAULT nextval('t_id_seq'::regclass),
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN a SET DEFAULT 5,
    ALTER COLUMN b TYPE numeric(12,4),
    ALTER COLUMN c TYPE double precision,
    ALTER COLUMN d TYPE numeric;
ALTER SEQUENCE t_id_seq AS bigint;
