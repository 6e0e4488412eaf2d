-- 0002 slugs of notebooks
-- revision: fc4438f0a4a3
-- down_revision: cbffac042c1b
-- created: 2026-11-29T13:46:40Z
-- dialect: sqlite

-- migrate:up
ALTER TABLE notebooks ADD COLUMN slug VARCHAR(200) NOT NULL DEFAULT '';
-- migrate:step fill_slugs
CREATE INDEX notebooks_slug_idx ON notebooks (slug);

-- migrate:down
DROP INDEX notebooks_slug_idx;
ALTER TABLE notebooks DROP COLUMN slug;
