-- 0008 action_changed
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * notes: foreign key notes_user_id_fkey (user_id) → users (id) ON DELETE CASCADE dropped
-- * notes: new foreign key notes_user_id_fkey (user_id) → users (id) ON DELETE RESTRICT
-- * users: foreign key users_practice_id_fkey (practice_id) → practices (id) dropped
-- * users: new foreign key users_practice_id_fkey (practice_id) → practices (id) ON DELETE SET NULL
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT423 many-tables-locked: the transaction holds ACCESS EXCLUSIVE locks on 3 tables: notes, users, practices
-- * RT422 lock-held-during-work: the transaction holds the lock ACCESS EXCLUSIVE on notes while this statement works
-- * RT410 foreign-key-scans: the foreign key notes_user_id_fkey on notes to users is checked on every row
-- * RT410 foreign-key-scans: the foreign key users_practice_id_fkey on users to practices is checked on every row

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
