-- 0012 comment_changed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column notes.title: comment
-- * table users: comment

-- migrate:up
COMMENT ON COLUMN notes.title IS 'the first line, without markup';
COMMENT ON TABLE users IS 'People who can sign in, or could.';

-- migrate:down
COMMENT ON COLUMN notes.title IS 'the first line';
COMMENT ON TABLE users IS 'People who can sign in.';
