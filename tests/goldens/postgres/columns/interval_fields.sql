-- up
-- values of t.b are truncated: interval → interval year to month
ALTER TABLE t
    ALTER COLUMN a TYPE interval,
    ALTER COLUMN b TYPE interval year to month,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE interval,
    ALTER COLUMN c SET DEFAULT '1 year'::interval,
    ALTER COLUMN d TYPE interval[],
    ALTER COLUMN e TYPE interval second(3),
    ALTER COLUMN f DROP DEFAULT,
    ALTER COLUMN f TYPE interval day to second,
    ALTER COLUMN f SET DEFAULT '00:00:01'::interval day to second,
    ALTER COLUMN p TYPE interval minute,
    ALTER COLUMN q TYPE pause;

-- down
-- values of t.a are rounded: interval → interval second(3)
-- values of t.c are truncated: interval → interval year to month
-- values of t.d are rounded: interval[] → interval day to second(2)[]
-- values of t.q are truncated: pause → interval hour
ALTER TABLE t
    ALTER COLUMN a TYPE interval second(3),
    ALTER COLUMN b TYPE interval,
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE interval year to month,
    ALTER COLUMN c SET DEFAULT '1 year'::interval year to month,
    ALTER COLUMN d TYPE interval day to second(2)[],
    ALTER COLUMN e TYPE interval(3),
    ALTER COLUMN f DROP DEFAULT,
    ALTER COLUMN f TYPE interval second(6),
    ALTER COLUMN f SET DEFAULT '00:00:01'::interval second(6),
    ALTER COLUMN p TYPE pause,
    ALTER COLUMN q TYPE interval hour;
