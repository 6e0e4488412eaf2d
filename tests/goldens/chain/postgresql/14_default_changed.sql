-- 0015 default_changed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE users ALTER COLUMN locale SET DEFAULT 'de'::character varying;
ALTER TABLE users ALTER COLUMN is_active DROP DEFAULT;

-- migrate:down
ALTER TABLE users ALTER COLUMN is_active SET DEFAULT true;
ALTER TABLE users ALTER COLUMN locale SET DEFAULT 'en'::character varying;
