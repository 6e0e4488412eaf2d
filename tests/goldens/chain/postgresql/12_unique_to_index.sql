-- 0013 unique_to_index
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade

-- migrate:up
ALTER TABLE practices DROP CONSTRAINT practices_name_key;
CREATE INDEX practices_name_idx ON practices (name);

-- migrate:down
DROP INDEX practices_name_idx;
ALTER TABLE practices ADD CONSTRAINT practices_name_key UNIQUE (name);
