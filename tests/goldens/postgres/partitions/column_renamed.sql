-- up
ALTER TABLE parts RENAME COLUMN "V b" TO vb;
ALTER TABLE parts RENAME CONSTRAINT "parts_V b_check" TO parts_vb_check;

-- down
ALTER TABLE parts RENAME COLUMN vb TO "V b";
ALTER TABLE parts RENAME CONSTRAINT parts_vb_check TO "parts_V b_check";
