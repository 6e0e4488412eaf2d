-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table wide, because ALTER TABLE cannot make these changes:
--   column wide.c1: NOT NULL
--   column wide.c11: NOT NULL
CREATE TABLE new_wide (
    id INTEGER PRIMARY KEY,
    c1 INT NOT NULL,
    c2 INT,
    c3 INT,
    c4 INT,
    c6 INT,
    c7 INT,
    c8 INT,
    c9 INT,
    c10 INT,
    c11 TEXT NOT NULL,
    c12 TEXT,
    c13 TEXT,
    c14 TEXT,
    c15 TEXT,
    c16 TEXT,
    c17 TEXT,
    c18 TEXT,
    c19 TEXT,
    c20 REAL,
    c21 REAL,
    c22 REAL,
    c23 REAL,
    c24 REAL,
    c25 REAL,
    c26 REAL,
    c27 REAL,
    c28 REAL,
    c29 REAL,
    c30 BLOB,
    c31 BLOB,
    c32 BLOB,
    c33 BLOB,
    c34 BLOB,
    c35 BLOB,
    c36 BLOB,
    c37 BLOB,
    c38 BLOB,
    c39 BLOB,
    c40 TEXT
);
-- fails when a row holds NULL in wide.c1
-- fails when a row holds NULL in wide.c11
-- drops column wide.c5 with its values
INSERT INTO new_wide (id, c1, c2, c3, c4, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39)
SELECT id, c1, c2, c3, c4, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39
FROM wide;
DROP TABLE wide;
ALTER TABLE new_wide RENAME TO wide;
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
-- rebuilds table wide, because ALTER TABLE cannot make these changes:
--   column wide.c1: NOT NULL dropped
--   column wide.c11: NOT NULL dropped
CREATE TABLE new_wide (
    id INTEGER PRIMARY KEY,
    c1 INT,
    c2 INT,
    c3 INT,
    c4 INT,
    c5 INT,
    c6 INT,
    c7 INT,
    c8 INT,
    c9 INT,
    c10 INT,
    c11 TEXT,
    c12 TEXT,
    c13 TEXT,
    c14 TEXT,
    c15 TEXT,
    c16 TEXT,
    c17 TEXT,
    c18 TEXT,
    c19 TEXT,
    c20 REAL,
    c21 REAL,
    c22 REAL,
    c23 REAL,
    c24 REAL,
    c25 REAL,
    c26 REAL,
    c27 REAL,
    c28 REAL,
    c29 REAL,
    c30 BLOB,
    c31 BLOB,
    c32 BLOB,
    c33 BLOB,
    c34 BLOB,
    c35 BLOB,
    c36 BLOB,
    c37 BLOB,
    c38 BLOB,
    c39 BLOB
);
-- the old values of wide.c5 are not restored
INSERT INTO new_wide (id, c1, c2, c3, c4, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39)
SELECT id, c1, c2, c3, c4, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39
FROM wide;
DROP TABLE wide;
ALTER TABLE new_wide RENAME TO wide;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
