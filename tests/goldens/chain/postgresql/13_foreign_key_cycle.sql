-- 0014 foreign_key_cycle
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new column users.pinned_note_id bigint
-- * users: new foreign key users_pinned_note_id_fkey (pinned_note_id) → notes (id) ON DELETE SET NULL
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT422 lock-held-during-work: the transaction holds the lock ACCESS EXCLUSIVE on users while this statement works
-- * RT410 foreign-key-scans: the foreign key users_pinned_note_id_fkey on users to notes is checked on every row

-- migrate:up
ALTER TABLE users ADD COLUMN pinned_note_id bigint;
ALTER TABLE users ADD CONSTRAINT users_pinned_note_id_fkey FOREIGN KEY (pinned_note_id) REFERENCES notes (id) ON DELETE SET NULL;

-- migrate:down
ALTER TABLE users DROP CONSTRAINT users_pinned_note_id_fkey;
ALTER TABLE users DROP COLUMN pinned_note_id;
