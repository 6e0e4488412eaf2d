-- up
SELECT setval(pg_get_serial_sequence('t', 'id')::regclass, 2147483647, true) WHERE coalesce(pg_sequence_last_value(pg_get_serial_sequence('t', 'id')::regclass), 1) > 2147483647;
ALTER TABLE t ALTER COLUMN id SET NO MAXVALUE;
ALTER TABLE t ALTER COLUMN id TYPE integer;
ALTER TABLE t ALTER COLUMN n DROP DEFAULT;
ALTER TABLE t ALTER COLUMN n TYPE integer;
ALTER TABLE t ALTER COLUMN n SET DEFAULT nextval('owned'::regclass);
ALTER TABLE t ALTER COLUMN w SET MINVALUE 10 SET MAXVALUE 40 SET START WITH 10 RESTART;
SELECT setval(pg_get_serial_sequence('t', 'w')::regclass, max(w)) FROM t WHERE w BETWEEN 10 AND 40 HAVING max(w) IS NOT NULL;
ALTER TABLE t ALTER COLUMN w TYPE smallint;
SELECT setval('falling'::regclass, -2147483648, true) WHERE coalesce(pg_sequence_last_value('falling'::regclass), -1) < -2147483648;
ALTER SEQUENCE falling AS integer NO MINVALUE;
SELECT setval('free'::regclass, 2147483647, true) WHERE coalesce(pg_sequence_last_value('free'::regclass), 1) > 2147483647;
ALTER SEQUENCE free AS integer NO MAXVALUE;
SELECT setval('owned'::regclass, 1000, true) WHERE coalesce(pg_sequence_last_value('owned'::regclass), 1) > 1000;
ALTER SEQUENCE owned AS integer MAXVALUE 1000;
ALTER SEQUENCE small AS bigint MAXVALUE 3000000000;

-- down
ALTER TABLE t
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN n DROP DEFAULT,
    ALTER COLUMN n TYPE bigint,
    ALTER COLUMN n SET DEFAULT nextval('owned'::regclass),
    ALTER COLUMN w TYPE bigint;
ALTER TABLE t ALTER COLUMN id SET MAXVALUE 5000000000;
ALTER TABLE t ALTER COLUMN w SET MINVALUE 3000000000 SET MAXVALUE 4000000000 SET START WITH 3000000000 RESTART;
SELECT setval(pg_get_serial_sequence('t', 'w')::regclass, max(w)) FROM t WHERE w BETWEEN 3000000000 AND 4000000000 HAVING max(w) IS NOT NULL;
ALTER SEQUENCE falling AS bigint MINVALUE -5000000000;
ALTER SEQUENCE free AS bigint MAXVALUE 5000000000;
ALTER SEQUENCE owned AS bigint MAXVALUE 6000000000;
SELECT setval('small'::regclass, 30000, true) WHERE coalesce(pg_sequence_last_value('small'::regclass), 1) > 30000;
ALTER SEQUENCE small AS smallint MAXVALUE 30000;
