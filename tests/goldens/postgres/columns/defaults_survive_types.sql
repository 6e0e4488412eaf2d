-- up
-- e: values without a time zone are in UTC
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer USING a::integer,
    ALTER COLUMN a SET DEFAULT 5,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE boolean USING b::boolean,
    ALTER COLUMN b SET DEFAULT false,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE text,
    ALTER COLUMN c SET DEFAULT 'abc'::text,
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN d TYPE numeric(10,2),
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE timestamp with time zone USING e AT TIME ZONE 'UTC',
    ALTER COLUMN e SET DEFAULT now();

-- down
-- values of t.d are rounded: numeric(10,2) → integer
-- e: values without a time zone are in UTC
ALTER TABLE t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text,
    ALTER COLUMN a SET DEFAULT '5'::text,
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN b SET DEFAULT 'no'::text,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE character varying(10),
    ALTER COLUMN c SET DEFAULT 'abc'::character varying,
    ALTER COLUMN d TYPE integer,
    ALTER COLUMN d SET DEFAULT 7,
    ALTER COLUMN e DROP DEFAULT,
    ALTER COLUMN e TYPE timestamp without time zone USING e AT TIME ZONE 'UTC',
    ALTER COLUMN e SET DEFAULT now();
