-- 0005 made_not_null
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
UPDATE users SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE users ALTER COLUMN name SET NOT NULL;

-- migrate:down
ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
