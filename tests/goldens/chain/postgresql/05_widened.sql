-- 0006 widened
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column notes.words: type integer → bigint
-- * column users.name: type character varying(50) → character varying(200)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT404 type-change-rewrites: notes.words becomes bigint instead of integer: every row is rewritten

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
