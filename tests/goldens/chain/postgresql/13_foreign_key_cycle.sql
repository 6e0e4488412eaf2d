-- 0014 foreign_key_cycle
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE users ADD COLUMN pinned_note_id bigint;
ALTER TABLE users ADD CONSTRAINT users_pinned_note_id_fkey FOREIGN KEY (pinned_note_id) REFERENCES notes (id) ON DELETE SET NULL;

-- migrate:down
ALTER TABLE users DROP CONSTRAINT users_pinned_note_id_fkey;
ALTER TABLE users DROP COLUMN pinned_note_id;
