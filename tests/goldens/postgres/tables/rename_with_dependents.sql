-- up
ALTER TABLE old RENAME TO "New Name";
ALTER SEQUENCE old_id_seq RENAME TO "New Name_id_seq";
ALTER TABLE "New Name" RENAME CONSTRAINT old_pkey TO "New Name_pkey";
ALTER TABLE "New Name" RENAME CONSTRAINT old_n_key TO "New Name_n_key";
ALTER TABLE "New Name" RENAME CONSTRAINT old_n_check TO "New Name_n_check";

-- down
ALTER TABLE "New Name" RENAME TO old;
ALTER SEQUENCE "New Name_id_seq" RENAME TO old_id_seq;
ALTER TABLE old RENAME CONSTRAINT "New Name_pkey" TO old_pkey;
ALTER TABLE old RENAME CONSTRAINT "New Name_n_key" TO old_n_key;
ALTER TABLE old RENAME CONSTRAINT "New Name_n_check" TO old_n_check;
