-- up
ALTER TABLE r DROP CONSTRAINT r_k_fkey;
ALTER TABLE r DROP CONSTRAINT r_n_fkey;
DROP INDEX r_k;
-- fails when a row holds 'c': change such rows first
ALTER TYPE k RENAME TO k__old;
CREATE TYPE k AS ENUM ('b', 'a');
ALTER TABLE p
    ALTER COLUMN k TYPE k USING k::text::k,
    ALTER COLUMN n TYPE k USING n::text::k;
ALTER TABLE r
    ALTER COLUMN k TYPE k USING k::text::k,
    ALTER COLUMN n TYPE k USING n::text::k;
CREATE UNIQUE INDEX r_k ON r (k, (n = 'a'::k)) WHERE n <> 'b'::k;
ALTER TABLE r ADD CONSTRAINT r_k_fkey FOREIGN KEY (k) REFERENCES p (k) ON UPDATE CASCADE;
ALTER TABLE r ADD CONSTRAINT r_n_fkey FOREIGN KEY (n) REFERENCES p (n);
DROP TYPE k__old;

-- down
ALTER TABLE r DROP CONSTRAINT r_k_fkey;
ALTER TABLE r DROP CONSTRAINT r_n_fkey;
DROP INDEX r_k;
ALTER TYPE k RENAME TO k__old;
CREATE TYPE k AS ENUM ('a', 'b', 'c');
ALTER TABLE p
    ALTER COLUMN k TYPE k USING k::text::k,
    ALTER COLUMN n TYPE k USING n::text::k;
ALTER TABLE r
    ALTER COLUMN k TYPE k USING k::text::k,
    ALTER COLUMN n TYPE k USING n::text::k;
CREATE UNIQUE INDEX r_k ON r (k, (n = 'a'::k)) WHERE n <> 'b'::k;
ALTER TABLE r ADD CONSTRAINT r_k_fkey FOREIGN KEY (k) REFERENCES p (k) ON UPDATE CASCADE;
ALTER TABLE r ADD CONSTRAINT r_n_fkey FOREIGN KEY (n) REFERENCES p (n);
DROP TYPE k__old;
