-- up
ALTER TABLE old_name RENAME TO new_name;
ALTER TABLE t RENAME TO t__old;
ALTER SEQUENCE old_name_id_seq RENAME TO new_name_id_seq;
CREATE TABLE t (
    k integer NOT NULL,
    id integer NOT NULL
) PARTITION BY LIST (k);
CREATE TABLE t_all (
    k integer NOT NULL,
    id integer NOT NULL
);
ALTER TABLE t ATTACH PARTITION t_all DEFAULT;
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (k, id)
SELECT k, id
FROM t__old;
ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME t_id_seq__new);
SELECT setval('t_id_seq__new'::regclass, pg_sequence_last_value(pg_get_serial_sequence('t__old', 'id')::regclass));
DROP TABLE t__old;
ALTER SEQUENCE t_id_seq__new RENAME TO t_id_seq;
GRANT SELECT, USAGE ON SEQUENCE t_id_seq TO pg_monitor;

-- down
ALTER TABLE new_name RENAME TO old_name;
ALTER TABLE t RENAME TO t__old;
ALTER SEQUENCE new_name_id_seq RENAME TO old_name_id_seq;
CREATE TABLE t (
    k integer NOT NULL,
    id integer NOT NULL
);
-- rebuilds table t: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO t (k, id)
SELECT k, id
FROM t__old;
ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME t_id_seq__new);
SELECT setval('t_id_seq__new'::regclass, pg_sequence_last_value(pg_get_serial_sequence('t__old', 'id')::regclass));
DROP TABLE t__old;
ALTER SEQUENCE t_id_seq__new RENAME TO t_id_seq;
