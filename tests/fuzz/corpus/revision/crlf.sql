-- first
-- revision: a
-- down_revision: none

-- migrate:up
-- migrate:down
