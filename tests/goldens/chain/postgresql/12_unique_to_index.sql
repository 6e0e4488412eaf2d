-- 0013 unique_to_index
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * practices: unique constraint practices_name_key (name) dropped
-- * practices: new index practices_name_idx (name)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT446 drop-constraint: drops the constraint practices_name_key on practices
-- * RT400 index-blocks-writes: the index practices_name_idx on practices blocks its writes while it is built
-- * RT422 lock-held-during-work: the transaction holds the lock ACCESS EXCLUSIVE on practices while this statement works

-- migrate:up
ALTER TABLE practices DROP CONSTRAINT practices_name_key;
CREATE INDEX practices_name_idx ON practices (name);

-- migrate:down
DROP INDEX practices_name_idx;
ALTER TABLE practices ADD CONSTRAINT practices_name_key UNIQUE (name);
