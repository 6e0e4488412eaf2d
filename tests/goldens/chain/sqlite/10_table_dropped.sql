-- 0011 table_dropped
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
-- drops table tags with its rows
DROP TABLE tags;

-- migrate:down
-- the old rows of tags are not restored
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    note_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (note_id, word),
    FOREIGN KEY (note_id) REFERENCES notes (id) ON DELETE CASCADE
);
