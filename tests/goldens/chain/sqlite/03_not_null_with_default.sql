-- 0004 not_null_with_default
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new column users.locale VARCHAR(10) NOT NULL

-- migrate:up
ALTER TABLE users ADD COLUMN locale VARCHAR(10) NOT NULL DEFAULT 'en';

-- migrate:down
ALTER TABLE users DROP COLUMN locale;
