-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP INDEX thing;
CREATE TABLE thing (
    x INT
);
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default none → 4
CREATE TABLE new_a (
    x INT DEFAULT 4
);
INSERT INTO new_a (x)
SELECT x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
DROP TABLE thing;
-- rebuilds table a, because ALTER TABLE cannot make these changes:
--   column a.x: default 4 → none
CREATE TABLE new_a (
    x INT
);
INSERT INTO new_a (x)
SELECT x
FROM a;
DROP TABLE a;
ALTER TABLE new_a RENAME TO a;
CREATE INDEX thing ON a (x);
-- must return no row: each row is a reference to a missing row
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys = ON;
