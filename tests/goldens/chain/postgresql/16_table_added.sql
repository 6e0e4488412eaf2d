-- 0017 table_added
-- dialect: postgresql
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new table follows (5 columns, 1 index, 4 constraints)

-- migrate:up
CREATE TABLE follows (
    follower_id bigint NOT NULL,
    followed_id bigint NOT NULL,
    parent_follower_id bigint,
    parent_followed_id bigint,
    weight double precision DEFAULT 1.5 NOT NULL,
    CONSTRAINT follows_pkey PRIMARY KEY (follower_id, followed_id),
    CONSTRAINT follows_followed_id_fkey FOREIGN KEY (followed_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT follows_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT follows_parent_follower_id_parent_followed_id_fkey FOREIGN KEY (parent_follower_id, parent_followed_id) REFERENCES follows (follower_id, followed_id)
);
COMMENT ON TABLE follows IS 'Who reads whose notes.';
CREATE UNIQUE INDEX uq_follows_sum ON follows ((follower_id + followed_id));

-- migrate:down
DROP TABLE follows;
