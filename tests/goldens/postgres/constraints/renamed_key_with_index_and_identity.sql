-- up
ALTER TABLE beta RENAME TO gamma;
ALTER TABLE other DROP CONSTRAINT other_id_fkey;
DROP INDEX also;
ALTER TABLE gamma ALTER COLUMN id TYPE integer;
ALTER TABLE gamma ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('gamma', 'id'), greatest(max(id) + 1, 1), false) FROM gamma;
ALTER TABLE other ALTER COLUMN id TYPE integer;
ALTER TABLE gamma RENAME CONSTRAINT beta_pkey TO gamma_pkey;
ALTER TABLE other ADD CONSTRAINT other_id_fkey FOREIGN KEY (id) REFERENCES gamma (id);

-- down
ALTER TABLE gamma RENAME TO beta;
ALTER TABLE other DROP CONSTRAINT other_id_fkey;
ALTER TABLE beta ALTER COLUMN id DROP IDENTITY;
ALTER TABLE beta ALTER COLUMN id TYPE bigint;
ALTER TABLE other ALTER COLUMN id TYPE bigint;
ALTER TABLE beta RENAME CONSTRAINT gamma_pkey TO beta_pkey;
CREATE UNIQUE INDEX also ON beta (id);
ALTER TABLE other ADD CONSTRAINT other_id_fkey FOREIGN KEY (id) REFERENCES beta (id);
