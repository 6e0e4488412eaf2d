-- up
-- values of t.c lose their days: interval hour to second(0) → time without time zone
ALTER TABLE t
    ALTER COLUMN a TYPE text,
    ALTER COLUMN b TYPE interval year to month USING b::interval year to month,
    ALTER COLUMN c TYPE time without time zone;

-- down
ALTER TABLE t
    ALTER COLUMN a TYPE interval day to second USING a::interval day to second,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE interval hour to second(0);
