-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.id: type TEXT → INTEGER
CREATE TABLE new_t (
    id INTEGER PRIMARY KEY,
    v TEXT
);
-- values of t.id that read as numbers become numbers: TEXT → INTEGER
INSERT INTO new_t (id, v)
SELECT id, v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.t: type TEXT → INTEGER
CREATE TABLE new_c (
    t INTEGER,
    FOREIGN KEY (t) REFERENCES t (id)
);
-- values of c.t that read as numbers become numbers: TEXT → INTEGER
INSERT INTO new_c (t)
SELECT t
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rebuilds table t, because ALTER TABLE cannot make these changes:
--   column t.id: type INTEGER → TEXT
CREATE TABLE new_t (
    id TEXT PRIMARY KEY NOT NULL,
    v TEXT
);
INSERT INTO new_t (id, v)
SELECT id, v
FROM t;
DROP TABLE t;
ALTER TABLE new_t RENAME TO t;
-- rebuilds table c, because ALTER TABLE cannot make these changes:
--   column c.t: type INTEGER → TEXT
CREATE TABLE new_c (
    t TEXT,
    FOREIGN KEY (t) REFERENCES t (id)
);
INSERT INTO new_c (t)
SELECT t
FROM c;
DROP TABLE c;
ALTER TABLE new_c RENAME TO c;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
