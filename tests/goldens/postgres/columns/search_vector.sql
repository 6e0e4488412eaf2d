-- up
DROP INDEX songs_find;
ALTER TABLE songs ALTER COLUMN id TYPE bigint;
ALTER TABLE songs DROP COLUMN find;
ALTER TABLE songs ALTER COLUMN title TYPE text;
-- fails when a row holds NULL in songs.title
ALTER TABLE songs ALTER COLUMN title SET NOT NULL;
ALTER TABLE songs ADD COLUMN words integer GENERATED ALWAYS AS (array_length(string_to_array(title, ' '::text), 1)) STORED;
ALTER TABLE songs ADD COLUMN find tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, title), 'A'::"char")) STORED;
CREATE INDEX songs_find ON songs USING gin (find) WITH (fastupdate='off');
-- drops column songs.artist with its values
ALTER TABLE songs DROP COLUMN artist;

-- down
DROP INDEX songs_find;
-- the old values of songs.artist are not restored
ALTER TABLE songs ADD COLUMN artist character varying(80);
ALTER TABLE songs ALTER COLUMN id TYPE integer;
ALTER TABLE songs DROP COLUMN words;
ALTER TABLE songs DROP COLUMN find;
ALTER TABLE songs ALTER COLUMN title TYPE character varying(80);
ALTER TABLE songs ALTER COLUMN title DROP NOT NULL;
ALTER TABLE songs ADD COLUMN find tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, (((COALESCE(title, ''::character varying))::text || ' '::text) || (COALESCE(artist, ''::character varying))::text))) STORED;
CREATE INDEX songs_find ON songs USING gin (find);
