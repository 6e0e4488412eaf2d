-- up
ALTER TABLE bookings DROP CONSTRAINT bookings_room_during_excl;
ALTER TABLE bookings ADD CONSTRAINT no_clash EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((NOT cancelled)) DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT no_clash ON bookings IS 'one party a room';

-- down
ALTER TABLE bookings DROP CONSTRAINT no_clash;
ALTER TABLE bookings ADD CONSTRAINT bookings_room_during_excl EXCLUDE USING gist (room WITH =, during WITH &&);
