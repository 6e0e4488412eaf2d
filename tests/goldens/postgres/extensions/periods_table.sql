-- up
ALTER TABLE prices ADD COLUMN note text DEFAULT 'n'::text;

-- down
ALTER TABLE prices DROP COLUMN note;
