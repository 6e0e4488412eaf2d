-- up
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
CREATE TABLE m (
    id bigint NOT NULL,
    k text
) PARTITION BY RANGE (id);
CREATE TABLE m2 (
    id bigint NOT NULL,
    k text
);
ALTER TABLE m ATTACH PARTITION m2 DEFAULT;
CREATE TABLE m1 (
    id bigint NOT NULL,
    k text
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM ('0') TO ('100');
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
ALTER TABLE m ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME m_id_seq__new START WITH 5);
SELECT setval('m_id_seq__new'::regclass, pg_sequence_last_value(pg_get_serial_sequence('m__old', 'id')::regclass));
DROP TABLE m__old;
ALTER SEQUENCE m_id_seq__new RENAME TO m_id_seq;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);

-- down
ALTER TABLE m RENAME TO m__old;
ALTER TABLE m1 RENAME TO m1__old;
ALTER TABLE m2 RENAME TO m2__old;
CREATE TABLE m (
    id integer NOT NULL,
    k text
) PARTITION BY RANGE (id);
CREATE TABLE m2 (
    id integer NOT NULL,
    k text
);
ALTER TABLE m ATTACH PARTITION m2 DEFAULT;
CREATE TABLE m1 (
    id integer NOT NULL,
    k text
);
ALTER TABLE m ATTACH PARTITION m1 FOR VALUES FROM (0) TO (100);
-- rebuilds table m: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO m (id, k)
SELECT id, k
FROM m__old;
ALTER TABLE m ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME m_id_seq__new START WITH 5);
SELECT setval('m_id_seq__new'::regclass, pg_sequence_last_value(pg_get_serial_sequence('m__old', 'id')::regclass));
DROP TABLE m__old;
ALTER SEQUENCE m_id_seq__new RENAME TO m_id_seq;
ALTER TABLE m ADD CONSTRAINT m_pkey PRIMARY KEY (id);
