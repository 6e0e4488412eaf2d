-- up
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TYPE state ADD VALUE 'lost' AFTER 'open';
COMMIT;
BEGIN;
SET LOCAL lock_timeout = '500ms';
ALTER TABLE orders ALTER COLUMN s SET DEFAULT 'lost'::state;
COMMIT;
CREATE INDEX CONCURRENTLY orders_lost ON orders (id) WHERE s = 'lost'::state;

-- down
DROP INDEX CONCURRENTLY orders_lost;
BEGIN;
SET LOCAL lock_timeout = '500ms';
-- fails when a row holds 'lost': change such rows first
ALTER TYPE state RENAME TO state__old;
CREATE TYPE state AS ENUM ('open', 'paid');
ALTER TABLE orders ALTER COLUMN s DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN s TYPE state USING s::text::state;
ALTER TABLE orders ALTER COLUMN s SET DEFAULT 'open'::state;
DROP TYPE state__old;
COMMIT;
