-- 0016 table_added
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * new table follows (5 columns, 1 index, 4 constraints)

-- migrate:up
CREATE TABLE follows (
    follower_id INTEGER NOT NULL,
    followed_id INTEGER NOT NULL,
    parent_follower_id INTEGER,
    parent_followed_id INTEGER,
    weight REAL NOT NULL DEFAULT 1.5,
    PRIMARY KEY (follower_id, followed_id),
    FOREIGN KEY (followed_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (follower_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (parent_follower_id, parent_followed_id) REFERENCES follows (follower_id, followed_id)
);
CREATE UNIQUE INDEX uq_follows_sum ON follows (follower_id + followed_id);

-- migrate:down
DROP TABLE follows;
