-- up
ALTER TABLE bookings DROP CONSTRAINT once;
ALTER TABLE bookings DROP CONSTRAINT one_floor;
ALTER TABLE bookings ADD COLUMN cancelled boolean DEFAULT false NOT NULL;
ALTER TABLE bookings ALTER COLUMN floor TYPE bigint;
ALTER TABLE bookings ADD CONSTRAINT once EXCLUDE USING gist (room WITH =, guest WITH <>, during WITH &&) WHERE ((NOT cancelled)) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE bookings ADD CONSTRAINT one_floor EXCLUDE USING gist (room WITH =, floor WITH <>);
CREATE INDEX bookings_guest ON bookings USING gist (guest, room);

-- down
ALTER TABLE bookings DROP CONSTRAINT once;
ALTER TABLE bookings DROP CONSTRAINT one_floor;
DROP INDEX bookings_guest;
ALTER TABLE bookings ALTER COLUMN floor TYPE smallint;
ALTER TABLE bookings ADD CONSTRAINT once EXCLUDE USING gist (room WITH =, during WITH &&);
ALTER TABLE bookings ADD CONSTRAINT one_floor EXCLUDE USING gist (room WITH =, floor WITH <>);
ALTER TABLE bookings DROP COLUMN cancelled;
