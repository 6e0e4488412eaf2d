-- 0017 column_renamed
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE notes RENAME COLUMN body TO text;

-- migrate:down
ALTER TABLE notes RENAME COLUMN text TO body;
