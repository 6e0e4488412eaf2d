-- up
SET LOCAL check_function_bodies = off;
DROP FUNCTION first(span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = spans);
ALTER TABLE t
    ALTER COLUMN a TYPE span USING a::span,
    ALTER COLUMN b TYPE spans USING b::spans;
CREATE OR REPLACE FUNCTION first(spans)
 RETURNS span
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT range_merge($1)$function$;

-- down
SET LOCAL check_function_bodies = off;
DROP FUNCTION first(spans);
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE text;
DROP TYPE span;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = span_multirange);
ALTER TABLE t
    ALTER COLUMN a TYPE span USING a::span,
    ALTER COLUMN b TYPE span_multirange USING b::span_multirange;
CREATE OR REPLACE FUNCTION first(span_multirange)
 RETURNS span
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT range_merge($1)$function$;
