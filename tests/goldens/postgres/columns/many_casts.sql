-- up
ALTER TABLE t
    ALTER COLUMN a TYPE date USING a::date,
    ALTER COLUMN b TYPE time without time zone USING b::time without time zone,
    ALTER COLUMN c TYPE numeric(6,2) USING c::numeric(6,2),
    ALTER COLUMN d TYPE point USING d::point,
    ALTER COLUMN e TYPE cidr USING e::cidr,
    ALTER COLUMN f TYPE jsonb USING f::jsonb,
    ALTER COLUMN g TYPE interval USING g::interval,
    ALTER COLUMN h TYPE int4range USING h::int4range,
    ALTER COLUMN i TYPE macaddr USING i::macaddr,
    ALTER COLUMN j TYPE bytea USING convert_to(j, 'UTF8');

-- down
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE text,
    ALTER COLUMN d TYPE text,
    ALTER COLUMN e TYPE text,
    ALTER COLUMN f TYPE text,
    ALTER COLUMN g TYPE text,
    ALTER COLUMN h TYPE text,
    ALTER COLUMN i TYPE text,
    ALTER COLUMN j TYPE text USING convert_from(j, 'UTF8');
