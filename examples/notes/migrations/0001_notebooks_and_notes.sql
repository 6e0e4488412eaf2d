-- 0001 notebooks and notes
-- revision: cbffac042c1b
-- down_revision: none
-- created: 2026-11-29T11:00:00Z
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade

-- migrate:up
CREATE TABLE notebooks (
    id INTEGER PRIMARY KEY,
    title VARCHAR(200) NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'other',
    CHECK (kind IN ('diary', 'recipes', 'other'))
);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    notebook_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    source TEXT,
    written_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CHECK (text <> ''),
    FOREIGN KEY (notebook_id) REFERENCES notebooks (id) ON DELETE CASCADE
);
CREATE INDEX notes_notebook_id_written_at_idx ON notes (notebook_id, written_at DESC);

-- migrate:down
DROP TABLE notes;
DROP TABLE notebooks;
