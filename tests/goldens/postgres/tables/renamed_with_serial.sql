-- up
ALTER TABLE people RENAME TO persons;
ALTER SEQUENCE people_id_seq RENAME TO persons_id_seq;
ALTER TABLE persons RENAME CONSTRAINT people_pkey TO persons_pkey;

-- down
ALTER TABLE persons RENAME TO people;
ALTER SEQUENCE persons_id_seq RENAME TO people_id_seq;
ALTER TABLE people RENAME CONSTRAINT persons_pkey TO people_pkey;
