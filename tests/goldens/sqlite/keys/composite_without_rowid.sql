-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table edge, because ALTER TABLE cannot make these changes:
--   edge: primary key (a, b) dropped
--   edge: new primary key (b, a)
CREATE TABLE new_edge (
    a INT NOT NULL,
    b INT NOT NULL,
    w REAL,
    PRIMARY KEY (b, a)
) WITHOUT ROWID;
INSERT INTO new_edge (a, b, w)
SELECT a, b, w
FROM edge;
DROP TABLE edge;
ALTER TABLE new_edge RENAME TO edge;
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
-- rebuilds table edge, because ALTER TABLE cannot make these changes:
--   edge: primary key (b, a) dropped
--   edge: new primary key (a, b)
CREATE TABLE new_edge (
    a INT NOT NULL,
    b INT NOT NULL,
    w REAL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT INTO new_edge (a, b, w)
SELECT a, b, w
FROM edge;
DROP TABLE edge;
ALTER TABLE new_edge RENAME TO edge;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
