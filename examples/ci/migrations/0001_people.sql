-- 0001 people
-- revision: 5c1a7e90b2d4
-- down_revision: none
-- created: 2026-12-01T09:00:00Z
-- dialect: sqlite
-- verified: upgrade, downgrade, upgrade; sha256:6bb4c9092bd5
--
-- Detected differences:
-- * new table people (3 columns, 2 constraints)

-- migrate:up
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT
);

-- migrate:down
DROP TABLE people;
