-- up
DROP VIEW placed;
ALTER TABLE orders
    ALTER COLUMN total TYPE bigint,
    ALTER COLUMN placed TYPE timestamp without time zone,
    ALTER COLUMN code TYPE character varying(20);
CREATE VIEW placed AS
SELECT orders.placed
   FROM orders;

-- down
DROP VIEW placed;
-- values of orders.placed lose their time of day: timestamp without time zone → date
ALTER TABLE orders
    ALTER COLUMN total TYPE integer,
    ALTER COLUMN placed TYPE date,
    ALTER COLUMN code TYPE character varying(10);
CREATE VIEW placed AS
SELECT orders.placed
   FROM orders;
