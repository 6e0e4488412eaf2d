-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table token, because ALTER TABLE cannot make these changes:
--   column token.made: default 'never' → CURRENT_TIMESTAMP
--   column token.secret: default '' → lower(hex(randomblob(8)))
CREATE TABLE new_token (
    id INTEGER PRIMARY KEY,
    made TEXT DEFAULT CURRENT_TIMESTAMP,
    secret TEXT NOT NULL DEFAULT (lower(hex(randomblob(8))))
);
INSERT INTO new_token (id, made, secret)
SELECT id, made, secret
FROM token;
DROP TABLE token;
ALTER TABLE new_token RENAME TO token;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table token, because ALTER TABLE cannot make these changes:
--   column token.made: default CURRENT_TIMESTAMP → 'never'
--   column token.secret: default lower(hex(randomblob(8))) → ''
CREATE TABLE new_token (
    id INTEGER PRIMARY KEY,
    made TEXT DEFAULT 'never',
    secret TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_token (id, made, secret)
SELECT id, made, secret
FROM token;
DROP TABLE token;
ALTER TABLE new_token RENAME TO token;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
