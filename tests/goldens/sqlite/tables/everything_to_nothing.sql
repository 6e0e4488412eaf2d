-- up
-- Foreign keys are off, so that DROP TABLE does not change rows that reference the table.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP TRIGGER via_view;
DROP VIEW a_few;
DROP VIEW therapists;
-- drops table users with its rows
DROP TABLE users;
-- drops table pairs with its rows
DROP TABLE pairs;
-- drops table odd table with its rows
DROP TABLE "odd table";
-- drops table counters with its rows
DROP TABLE counters;
-- drops table chicken with its rows
DROP TABLE chicken;
-- drops table egg with its rows
DROP TABLE egg;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- the old rows of egg are not restored
CREATE TABLE egg (
    id INTEGER PRIMARY KEY,
    chicken INTEGER NOT NULL,
    FOREIGN KEY (chicken) REFERENCES chicken (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
-- the old rows of chicken are not restored
CREATE TABLE chicken (
    id INTEGER PRIMARY KEY,
    egg INTEGER,
    FOREIGN KEY (egg) REFERENCES egg (id) DEFERRABLE INITIALLY DEFERRED
);
-- the old rows of counters are not restored
CREATE TABLE counters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    n REAL DEFAULT -1.5,
    b BLOB DEFAULT x'00ff'
) STRICT;
-- the old rows of odd table are not restored
CREATE TABLE "odd table" (
    "a ""b"" c" TEXT,
    "order" INT,
    "select" INT,
    UNIQUE ("order", "select")
);
CREATE INDEX "odd index" ON "odd table" ("order" DESC);
-- the old rows of pairs are not restored
CREATE TABLE pairs (
    a INTEGER NOT NULL,
    b TEXT NOT NULL,
    c,
    PRIMARY KEY (a, b DESC),
    UNIQUE (c, a) ON CONFLICT REPLACE
) WITHOUT ROWID;
-- the old rows of users are not restored
CREATE TABLE users (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
    email VARCHAR(255) NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL DEFAULT 'patient',
    manager TEXT,
    shout TEXT GENERATED ALWAYS AS (upper(email)) VIRTUAL,
    length INTEGER GENERATED ALWAYS AS (length(email)) STORED,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP,
    CHECK (email <> '' AND length > 0),
    CONSTRAINT role_labels CHECK (role IN ('therapist', 'patient')),
    FOREIGN KEY (manager) REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX by_name ON users (lower(email) DESC, created_at COLLATE RTRIM);
CREATE UNIQUE INDEX one_therapist ON users (manager) WHERE role = 'therapist';
CREATE VIEW therapists AS SELECT * FROM users WHERE role = 'therapist';
CREATE VIEW a_few AS SELECT id FROM therapists LIMIT 3;
CREATE TRIGGER count_users AFTER INSERT ON users BEGIN INSERT INTO counters (n) VALUES (1); END;
CREATE TRIGGER via_view INSTEAD OF DELETE ON therapists BEGIN DELETE FROM users WHERE id = OLD.id; END;
