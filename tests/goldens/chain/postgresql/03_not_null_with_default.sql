-- 0004 not_null_with_default
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new column users.locale character varying(10) NOT NULL

-- migrate:up
ALTER TABLE users ADD COLUMN locale character varying(10) DEFAULT 'en'::character varying NOT NULL;

-- migrate:down
ALTER TABLE users DROP COLUMN locale;
