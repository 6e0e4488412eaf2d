-- up
ALTER TABLE t DROP CONSTRAINT t_room_during_excl;
ALTER TABLE t ALTER COLUMN room TYPE bigint;
ALTER TABLE t ADD CONSTRAINT t_room_during_excl EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room > 0));

-- down
ALTER TABLE t DROP CONSTRAINT t_room_during_excl;
ALTER TABLE t ALTER COLUMN room TYPE integer;
ALTER TABLE t ADD CONSTRAINT t_room_during_excl EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room > 0));
