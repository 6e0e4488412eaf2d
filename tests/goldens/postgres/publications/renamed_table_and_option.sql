-- up
ALTER TABLE a RENAME TO people;
ALTER TABLE people RENAME CONSTRAINT a_pkey TO people_pkey;
ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION p ADD TABLE ONLY b;

-- down
ALTER TABLE people RENAME TO a;
ALTER TABLE a RENAME CONSTRAINT people_pkey TO a_pkey;
ALTER PUBLICATION p DROP TABLE ONLY b;
ALTER PUBLICATION p SET (publish = 'insert', publish_via_partition_root = true);
