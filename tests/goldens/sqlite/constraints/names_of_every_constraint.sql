-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT NULL AS child, NULL AS row, NULL AS parent, NULL AS number WHERE false;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   p: unique constraint u2 (a): renamed from u
--   p: check constraint c (b > 0) dropped
--   p: new check constraint c (b >= 0)
CREATE TABLE new_p (
    id INTEGER CONSTRAINT pk PRIMARY KEY,
    a TEXT NOT NULL,
    b INT,
    c INT,
    CONSTRAINT two UNIQUE (a, b),
    CONSTRAINT u2 UNIQUE (a),
    CONSTRAINT c CHECK (b >= 0),
    CONSTRAINT f FOREIGN KEY (c) REFERENCES p (id)
);
INSERT INTO new_p (id, a, b)
SELECT id, a, b
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
PRAGMA legacy_alter_table = OFF;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'p' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('p', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;

-- down
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table p, because ALTER TABLE cannot make these changes:
--   column p.c dropped
--   p: unique constraint u (a): renamed from u2
--   p: check constraint c (b >= 0) dropped
--   p: new check constraint c (b > 0)
--   p: foreign key f (c) → p (id) dropped
CREATE TABLE new_p (
    id INTEGER CONSTRAINT pk PRIMARY KEY,
    a TEXT NOT NULL,
    b INT,
    CONSTRAINT two UNIQUE (a, b),
    CONSTRAINT u UNIQUE (a),
    CONSTRAINT c CHECK (b > 0)
);
INSERT INTO new_p (id, a, b)
SELECT id, a, b
FROM p;
DROP TABLE p;
ALTER TABLE new_p RENAME TO p;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
