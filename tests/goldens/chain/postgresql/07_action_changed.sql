-- 0008 action_changed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;
ALTER TABLE users DROP CONSTRAINT users_practice_id_fkey;
ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT;
ALTER TABLE users ADD CONSTRAINT users_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practices (id) ON DELETE SET NULL;

-- migrate:down
ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;
ALTER TABLE users DROP CONSTRAINT users_practice_id_fkey;
ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE users ADD CONSTRAINT users_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practices (id);
