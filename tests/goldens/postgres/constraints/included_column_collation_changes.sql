-- up
ALTER TABLE child DROP CONSTRAINT child_r_fkey;
ALTER TABLE parent ALTER COLUMN a TYPE character varying(30) COLLATE "C";
ALTER TABLE child ADD CONSTRAINT child_r_fkey FOREIGN KEY (r) REFERENCES parent (id);

-- down
ALTER TABLE child DROP CONSTRAINT child_r_fkey;
ALTER TABLE parent ALTER COLUMN a TYPE character varying(20);
ALTER TABLE child ADD CONSTRAINT child_r_fkey FOREIGN KEY (r) REFERENCES parent (id);
