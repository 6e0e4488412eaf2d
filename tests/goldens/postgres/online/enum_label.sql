-- up
ALTER TYPE state RENAME TO state__old;
CREATE TYPE state AS ENUM ('open', 'lost', 'paid');
ALTER TABLE orders ALTER COLUMN s DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN s TYPE state USING s::text::state;
ALTER TABLE orders ALTER COLUMN s SET DEFAULT 'lost'::state;
CREATE INDEX orders_lost ON orders (id) WHERE s = 'lost'::state;
DROP TYPE state__old;

-- down
DROP INDEX orders_lost;
-- fails when a row holds 'lost': change such rows first
ALTER TYPE state RENAME TO state__old;
CREATE TYPE state AS ENUM ('open', 'paid');
ALTER TABLE orders ALTER COLUMN s DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN s TYPE state USING s::text::state;
ALTER TABLE orders ALTER COLUMN s SET DEFAULT 'open'::state;
DROP TYPE state__old;
