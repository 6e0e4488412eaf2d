-- 0005 made_not_null
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column users.name: NOT NULL
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT408 set-not-null-scans: SET NOT NULL of users.name reads the whole table

-- migrate:up
UPDATE users SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE users ALTER COLUMN name SET NOT NULL;

-- migrate:down
ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
