-- up
ALTER TABLE shop.orders DROP CONSTRAINT orders_usr_fkey;
ALTER TABLE users ADD COLUMN name text;
ALTER TABLE shop.orders ADD CONSTRAINT orders_usr_fkey FOREIGN KEY (usr) REFERENCES users (id);
-- drops column auth.users.name with its values
ALTER TABLE auth.users DROP COLUMN name;

-- down
ALTER TABLE shop.orders DROP CONSTRAINT orders_usr_fkey;
-- the old values of auth.users.name are not restored
ALTER TABLE auth.users ADD COLUMN name text;
ALTER TABLE shop.orders ADD CONSTRAINT orders_usr_fkey FOREIGN KEY (usr) REFERENCES auth.users (id);
ALTER TABLE users DROP COLUMN name;
