-- up
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('c', 'a', 'b');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
DROP TYPE e__old;

-- down
ALTER TYPE e RENAME TO e__old;
CREATE TYPE e AS ENUM ('a', 'b', 'c');
ALTER TABLE t ALTER COLUMN e TYPE e USING e::text::e;
DROP TYPE e__old;
