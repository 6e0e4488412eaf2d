-- up
ALTER TABLE named ADD COLUMN lang text DEFAULT 'de'::text;
ALTER TABLE dated ADD CONSTRAINT dated_at_check CHECK (at > '2000-01-01'::date);
-- drops column doc.extra with its values
ALTER TABLE doc DROP COLUMN extra;

-- down
ALTER TABLE dated DROP CONSTRAINT dated_at_check;
-- the old values of doc.extra are not restored
ALTER TABLE doc ADD COLUMN extra text;
ALTER TABLE named DROP COLUMN lang;
