-- 0016 checks_added
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * notes: new check constraint ck_notes_body ((title)::text <> body)
-- * notes: new check constraint notes_words_check (words >= 0)
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT409 check-scans: the CHECK ck_notes_body on notes is checked on every row
-- * RT409 check-scans: the CHECK notes_words_check on notes is checked on every row

-- migrate:up
ALTER TABLE notes ADD CONSTRAINT ck_notes_body CHECK ((title)::text <> body);
ALTER TABLE notes ADD CONSTRAINT notes_words_check CHECK (words >= 0);

-- migrate:down
ALTER TABLE notes DROP CONSTRAINT ck_notes_body;
ALTER TABLE notes DROP CONSTRAINT notes_words_check;
