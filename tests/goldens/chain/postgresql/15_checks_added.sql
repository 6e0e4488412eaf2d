-- 0016 checks_added
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE notes ADD CONSTRAINT ck_notes_body CHECK ((title)::text <> body);
ALTER TABLE notes ADD CONSTRAINT notes_words_check CHECK (words >= 0);

-- migrate:down
ALTER TABLE notes DROP CONSTRAINT ck_notes_body;
ALTER TABLE notes DROP CONSTRAINT notes_words_check;
