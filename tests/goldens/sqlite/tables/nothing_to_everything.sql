-- up
CREATE TABLE egg (
    id INTEGER PRIMARY KEY,
    chicken INTEGER NOT NULL,
    FOREIGN KEY (chicken) REFERENCES chicken (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
CREATE TABLE chicken (
    id INTEGER PRIMARY KEY,
    egg INTEGER,
    FOREIGN KEY (egg) REFERENCES egg (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE counters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    n REAL DEFAULT -1.5,
    b BLOB DEFAULT x'00ff'
) STRICT;
CREATE TABLE "odd table" (
    "a ""b"" c" TEXT,
    "order" INT,
    "select" INT,
    UNIQUE ("order", "select")
);
CREATE INDEX "odd index" ON "odd table" ("order" DESC);
CREATE TABLE pairs (
    a INTEGER NOT NULL,
    b TEXT NOT NULL,
    c,
    PRIMARY KEY (a, b DESC),
    UNIQUE (c, a) ON CONFLICT REPLACE
) WITHOUT ROWID;
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

-- down
-- Foreign keys are off, so that DROP TABLE does not change rows that reference the table.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP TRIGGER via_view;
DROP VIEW a_few;
DROP VIEW therapists;
DROP TABLE users;
DROP TABLE pairs;
DROP TABLE "odd table";
DROP TABLE counters;
DROP TABLE chicken;
DROP TABLE egg;
COMMIT;
PRAGMA foreign_keys = ON;
