-- up
ALTER TABLE item RENAME COLUMN cents TO price;

-- down
ALTER TABLE item RENAME COLUMN price TO cents;
