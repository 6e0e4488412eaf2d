-- up
ALTER TABLE visit DROP CONSTRAINT visit_country_zip_fkey;
ALTER TABLE place
    ALTER COLUMN country TYPE text,
    ALTER COLUMN zip TYPE text;
ALTER TABLE visit
    ALTER COLUMN country TYPE text,
    ALTER COLUMN zip TYPE text;
ALTER TABLE visit ADD CONSTRAINT visit_country_zip_fkey FOREIGN KEY (country, zip) REFERENCES place (country, zip) MATCH FULL ON UPDATE CASCADE;

-- down
ALTER TABLE visit DROP CONSTRAINT visit_country_zip_fkey;
ALTER TABLE place
    ALTER COLUMN country TYPE integer USING country::integer,
    ALTER COLUMN zip TYPE integer USING zip::integer;
ALTER TABLE visit
    ALTER COLUMN country TYPE integer USING country::integer,
    ALTER COLUMN zip TYPE integer USING zip::integer;
ALTER TABLE visit ADD CONSTRAINT visit_country_zip_fkey FOREIGN KEY (country, zip) REFERENCES place (country, zip) MATCH FULL ON UPDATE CASCADE;
