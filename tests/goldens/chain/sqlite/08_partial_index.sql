-- 0009 partial_index
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
CREATE INDEX ix_notes_written ON notes (user_id) WHERE words > 0;

-- migrate:down
DROP INDEX ix_notes_written;
