-- 0017 column_renamed
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * column notes.text: name body → text
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT440 rename-column: the column notes.body becomes text

-- migrate:up
ALTER TABLE notes RENAME COLUMN body TO text;

-- migrate:down
ALTER TABLE notes RENAME COLUMN text TO body;
