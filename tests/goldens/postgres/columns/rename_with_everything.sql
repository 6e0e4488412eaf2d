-- up
ALTER TABLE items RENAME COLUMN kind TO "sort of";
ALTER TABLE items RENAME CONSTRAINT items_kind_check TO "items_sort of_check";
ALTER TABLE items RENAME CONSTRAINT items_kind_fkey TO "items_sort of_fkey";

-- down
ALTER TABLE items RENAME COLUMN "sort of" TO kind;
ALTER TABLE items RENAME CONSTRAINT "items_sort of_check" TO items_kind_check;
ALTER TABLE items RENAME CONSTRAINT "items_sort of_fkey" TO items_kind_fkey;
