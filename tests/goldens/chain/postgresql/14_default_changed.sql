-- 0015 default_changed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column users.locale: default 'en'::character varying → 'de'::character varying
-- * column users.is_active: default true → none
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT445 drop-default: users.is_active loses its default

-- migrate:up
ALTER TABLE users ALTER COLUMN locale SET DEFAULT 'de'::character varying;
ALTER TABLE users ALTER COLUMN is_active DROP DEFAULT;

-- migrate:down
ALTER TABLE users ALTER COLUMN is_active SET DEFAULT true;
ALTER TABLE users ALTER COLUMN locale SET DEFAULT 'en'::character varying;
