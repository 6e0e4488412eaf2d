-- up
SET LOCAL check_function_bodies = off;
CREATE TYPE textrange AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C", MULTIRANGE_TYPE_NAME = textranges);
CREATE OR REPLACE FUNCTION time_diff(x time without time zone, y time without time zone)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$SELECT extract(epoch FROM (x - y))::float8$function$;
CREATE TYPE timerange AS RANGE (SUBTYPE = time without time zone, SUBTYPE_DIFF = time_diff, MULTIRANGE_TYPE_NAME = timemultirange);
CREATE TABLE t (
    r timerange,
    m textranges,
    CONSTRAINT t_r_check CHECK (NOT isempty(r)),
    CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&)
);
CREATE INDEX t_m ON t USING gist (m);
CREATE OR REPLACE FUNCTION hours(timerange)
 RETURNS interval
 LANGUAGE sql
AS $function$SELECT upper($1) - lower($1)$function$;

-- down
DROP FUNCTION hours(timerange);
DROP TABLE t;
DROP TYPE textrange;
DROP TYPE timerange;
DROP FUNCTION time_diff(time without time zone, time without time zone);
