-- 0009 partial_index
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * notes: new index ix_notes_written (user_id) WHERE words > 0
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT427 write-lock-for-long: the index ix_notes_written reads notes under the write lock of the database

-- migrate:up
CREATE INDEX ix_notes_written ON notes (user_id) WHERE words > 0;

-- migrate:down
DROP INDEX ix_notes_written;
