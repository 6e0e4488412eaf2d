-- 0009 partial_index
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * notes: new index ix_notes_written (user_id) WHERE words > 0
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT400 index-blocks-writes: the index ix_notes_written on notes blocks its writes while it is built

-- migrate:up
CREATE INDEX ix_notes_written ON notes (user_id) WHERE words > 0;

-- migrate:down
DROP INDEX ix_notes_written;
