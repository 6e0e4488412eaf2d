-- 0006 widened
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE notes ALTER COLUMN words DROP DEFAULT;
ALTER TABLE notes ALTER COLUMN words TYPE bigint;
ALTER TABLE notes ALTER COLUMN words SET DEFAULT 0;
ALTER TABLE users ALTER COLUMN name TYPE character varying(200);

-- migrate:down
ALTER TABLE notes ALTER COLUMN words DROP DEFAULT;
ALTER TABLE notes ALTER COLUMN words TYPE integer;
ALTER TABLE notes ALTER COLUMN words SET DEFAULT 0;
ALTER TABLE users ALTER COLUMN name TYPE character varying(50);
