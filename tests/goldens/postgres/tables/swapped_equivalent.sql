-- up
ALTER TYPE mood RENAME TO mood__swap;
ALTER TYPE state RENAME TO mood;
ALTER TYPE mood__swap RENAME TO state;
ALTER TABLE old_orders RENAME TO old_orders__swap;
ALTER TABLE orders RENAME TO old_orders;
ALTER TABLE old_orders__swap RENAME TO orders;
ALTER TABLE orders RENAME CONSTRAINT old_orders_pkey TO old_orders_pkey__swap;
ALTER TABLE old_orders RENAME CONSTRAINT orders_pkey TO old_orders_pkey;
ALTER TABLE orders RENAME CONSTRAINT old_orders_pkey__swap TO orders_pkey;
ALTER INDEX old_orders_v_idx RENAME TO old_orders_v_idx__swap;
ALTER INDEX orders_v_idx RENAME TO old_orders_v_idx;
ALTER INDEX old_orders_v_idx__swap RENAME TO orders_v_idx;

-- down
ALTER TYPE mood RENAME TO mood__swap;
ALTER TYPE state RENAME TO mood;
ALTER TYPE mood__swap RENAME TO state;
ALTER TABLE old_orders RENAME TO old_orders__swap;
ALTER TABLE orders RENAME TO old_orders;
ALTER TABLE old_orders__swap RENAME TO orders;
ALTER TABLE orders RENAME CONSTRAINT old_orders_pkey TO old_orders_pkey__swap;
ALTER TABLE old_orders RENAME CONSTRAINT orders_pkey TO old_orders_pkey;
ALTER TABLE orders RENAME CONSTRAINT old_orders_pkey__swap TO orders_pkey;
ALTER INDEX old_orders_v_idx RENAME TO old_orders_v_idx__swap;
ALTER INDEX orders_v_idx RENAME TO old_orders_v_idx;
ALTER INDEX old_orders_v_idx__swap RENAME TO orders_v_idx;
