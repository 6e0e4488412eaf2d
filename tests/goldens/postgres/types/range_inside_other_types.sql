-- up
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_d_check;
ALTER TABLE t DROP CONSTRAINT t_d_excl;
DROP INDEX by_d;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN a TYPE text[],
    ALTER COLUMN b TYPE text;
DROP DOMAIN sets;
ALTER TABLE t ALTER COLUMN c TYPE text;
DROP TYPE pair;
ALTER TABLE t ALTER COLUMN d TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE span[] USING a::span[],
    ALTER COLUMN d TYPE span_multirange USING d::span_multirange,
    ALTER COLUMN d SET DEFAULT '{[1,2)}'::span_multirange;
ALTER TABLE t ADD CONSTRAINT t_d_check CHECK (NOT isempty(d));
CREATE TYPE pair AS (a span, b span_multirange);
ALTER TABLE t ALTER COLUMN c TYPE pair USING c::pair;
CREATE DOMAIN sets AS span_multirange;
ALTER TABLE t ALTER COLUMN b TYPE sets USING b::sets;
ALTER TABLE t ADD CONSTRAINT t_d_excl EXCLUDE USING gist (d WITH &&);
CREATE INDEX by_d ON t USING gist (d);
CREATE VIEW v AS
SELECT lower(t.d) AS lower,
    t.b
   FROM t;

-- down
DROP VIEW v;
ALTER TABLE t DROP CONSTRAINT t_d_check;
ALTER TABLE t DROP CONSTRAINT t_d_excl;
DROP INDEX by_d;
ALTER TABLE t ALTER COLUMN d DROP DEFAULT;
ALTER TABLE t
    ALTER COLUMN a TYPE text[],
    ALTER COLUMN b TYPE text;
DROP DOMAIN sets;
ALTER TABLE t ALTER COLUMN c TYPE text;
DROP TYPE pair;
ALTER TABLE t ALTER COLUMN d TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE span[] USING a::span[],
    ALTER COLUMN d TYPE span_multirange USING d::span_multirange,
    ALTER COLUMN d SET DEFAULT '{[1,2)}'::span_multirange;
ALTER TABLE t ADD CONSTRAINT t_d_check CHECK (NOT isempty(d));
CREATE TYPE pair AS (a span, b span_multirange);
ALTER TABLE t ALTER COLUMN c TYPE pair USING c::pair;
CREATE DOMAIN sets AS span_multirange;
ALTER TABLE t ALTER COLUMN b TYPE sets USING b::sets;
ALTER TABLE t ADD CONSTRAINT t_d_excl EXCLUDE USING gist (d WITH &&);
CREATE INDEX by_d ON t USING gist (d);
CREATE VIEW v AS
SELECT lower(t.d) AS lower,
    t.b
   FROM t;
