-- up
ALTER TABLE a RENAME TO a__old;
DROP PUBLICATION p;
DROP PUBLICATION q;
CREATE TABLE a (
    id integer NOT NULL,
    v text
) PARTITION BY HASH (id);
CREATE TABLE a_0 (
    id integer NOT NULL,
    v text
);
ALTER TABLE a ATTACH PARTITION a_0 FOR VALUES WITH (modulus 1, remainder 0);
-- rebuilds table a: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a (id, v)
SELECT id, v
FROM a__old;
DROP TABLE a__old;
ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
CREATE PUBLICATION p FOR TABLE ONLY a, ONLY b WITH (publish_via_partition_root = true);
CREATE PUBLICATION q FOR TABLE ONLY a WITH (publish = 'insert', publish_via_partition_root = true);

-- down
ALTER TABLE a RENAME TO a__old;
DROP PUBLICATION p;
DROP PUBLICATION q;
CREATE TABLE a (
    id integer NOT NULL,
    v text
);
-- rebuilds table a: copies every row under ACCESS EXCLUSIVE until commit
INSERT INTO a (id, v)
SELECT id, v
FROM a__old;
DROP TABLE a__old;
ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
CREATE PUBLICATION p FOR TABLE ONLY a, ONLY b WITH (publish_via_partition_root = true);
CREATE PUBLICATION q FOR TABLE ONLY a WITH (publish_via_partition_root = true);
