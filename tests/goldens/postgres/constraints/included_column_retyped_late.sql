-- up
ALTER TABLE children DROP CONSTRAINT children_p_fkey;
ALTER TABLE parents ADD COLUMN late text;
ALTER TABLE parents DROP COLUMN g;
ALTER TABLE parents ALTER COLUMN a TYPE text USING a::text;
ALTER TABLE children ADD CONSTRAINT children_p_fkey FOREIGN KEY (p) REFERENCES parents (id);

-- down
ALTER TABLE children DROP CONSTRAINT children_p_fkey;
ALTER TABLE parents ALTER COLUMN a TYPE level USING a::text::level;
ALTER TABLE parents ADD COLUMN g boolean GENERATED ALWAYS AS (a = 'a'::level) STORED;
ALTER TABLE children ADD CONSTRAINT children_p_fkey FOREIGN KEY (p) REFERENCES parents (id);
ALTER TABLE parents DROP COLUMN late;
