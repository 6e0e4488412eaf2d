-- up
ALTER TABLE people RENAME TO persons;
ALTER TABLE persons RENAME CONSTRAINT people_pkey TO persons_pkey;
ALTER TABLE persons RENAME CONSTRAINT people_age_check TO persons_age_check;
ALTER INDEX people_age_idx RENAME TO persons_age_idx;

-- down
ALTER TABLE persons RENAME TO people;
ALTER TABLE people RENAME CONSTRAINT persons_pkey TO people_pkey;
ALTER TABLE people RENAME CONSTRAINT persons_age_check TO people_age_check;
ALTER INDEX persons_age_idx RENAME TO people_age_idx;
