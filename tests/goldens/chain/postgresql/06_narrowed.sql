-- 0007 narrowed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column notes.words: type bigint → smallint
-- * column users.email: type character varying(255) → character varying(100)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT404 type-change-rewrites: notes.words becomes smallint instead of bigint: every row is rewritten
-- * RT436 narrowing-type: notes.words becomes smallint instead of bigint: numbers above 32767 fail
-- * RT422 lock-held-during-work: the transaction holds the lock ACCESS EXCLUSIVE on notes while this statement works
-- * RT404 type-change-rewrites: users.email becomes varchar(100) instead of varchar(255): every row is rewritten
-- * RT436 narrowing-type: users.email becomes varchar(100) instead of varchar(255): values longer than 100 fail

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
