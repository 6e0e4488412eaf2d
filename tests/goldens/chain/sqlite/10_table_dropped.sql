-- 0011 table_dropped
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade
--
-- Detected differences:
-- * table tags dropped (3 columns, 3 constraints)
-- Lost by the upgrade; the downgrade does not restore it:
-- * table tags with 3 rows
-- Hazards of the upgrade ('retort explain CODE' describes each):
-- * RT430 drop-table: drops the table tags and its rows
-- * RT438 drop-deletes-children: DROP TABLE tags deletes its rows first if foreign_keys is on

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
