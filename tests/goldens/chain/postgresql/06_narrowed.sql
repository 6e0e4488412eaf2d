-- 0007 narrowed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE notes ALTER COLUMN words DROP DEFAULT;
ALTER TABLE notes ALTER COLUMN words TYPE smallint;
ALTER TABLE notes ALTER COLUMN words SET DEFAULT 0;
ALTER TABLE users ALTER COLUMN email TYPE character varying(100);

-- migrate:down
ALTER TABLE notes ALTER COLUMN words DROP DEFAULT;
ALTER TABLE notes ALTER COLUMN words TYPE bigint;
ALTER TABLE notes ALTER COLUMN words SET DEFAULT 0;
ALTER TABLE users ALTER COLUMN email TYPE character varying(255);
