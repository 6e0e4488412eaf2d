-- up
ALTER TABLE b ADD CONSTRAINT no_two EXCLUDE USING gist (r WITH &&) WHERE ((id > 0));
ALTER INDEX no_two SET (fillfactor='60');

-- down
ALTER TABLE b DROP CONSTRAINT no_two;
