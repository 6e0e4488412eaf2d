-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'remark' AS child, rowid AS row, CASE lower(parent) WHEN 'comment' THEN 'remark' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('comment', 'main');
DROP VIEW latest;
DROP INDEX comment_by_post;
ALTER TABLE comment RENAME TO remark;
CREATE TABLE tag (
    post INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (post, name),
    FOREIGN KEY (post) REFERENCES post (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE "user" (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table post, because ALTER TABLE cannot make these changes:
--   column post.title: type VARCHAR(100) → VARCHAR(200), NOT NULL
--   post: new check constraint (length(title) > 0)
CREATE TABLE new_post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author TEXT NOT NULL,
    "user" INTEGER,
    title VARCHAR(200) NOT NULL,
    body TEXT,
    posted TEXT DEFAULT CURRENT_TIMESTAMP,
    state TEXT NOT NULL DEFAULT 'draft',
    CHECK (length(title) > 0),
    CHECK (state IN ('draft', 'live')),
    FOREIGN KEY ("user") REFERENCES "user" (id)
);
-- fails when a row holds NULL in post.title
INSERT INTO new_post (id, author, title, body, posted)
SELECT id, author, title, body, posted
FROM post;
-- AUTOINCREMENT continues after the highest id ever assigned
DELETE FROM sqlite_sequence WHERE name = 'new_post';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_post', seq FROM sqlite_sequence WHERE name = 'post';
DROP TABLE post;
ALTER TABLE new_post RENAME TO post;
-- rebuilds table remark, because ALTER TABLE cannot make these changes:
--   column remark.post: NOT NULL
CREATE TABLE new_remark (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL,
    text TEXT,
    parent INTEGER,
    FOREIGN KEY (post) REFERENCES post (id) ON DELETE CASCADE,
    FOREIGN KEY (parent) REFERENCES remark (id) ON DELETE CASCADE
);
-- fails when a row holds NULL in remark.post
INSERT INTO new_remark (id, post, text)
SELECT id, post, text
FROM remark;
DROP TABLE remark;
ALTER TABLE new_remark RENAME TO remark;
CREATE INDEX remark_by_post ON remark (post, parent);
PRAGMA legacy_alter_table = OFF;
CREATE VIEW latest AS SELECT id, title FROM post WHERE state = 'live' ORDER BY posted DESC LIMIT 10;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'post' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('post', 'main')
UNION ALL SELECT 'remark' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('remark', 'main')
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
-- rows that reference missing rows already, before the changes
CREATE TEMP TABLE retort_dangling AS
SELECT 'comment' AS child, rowid AS row, CASE lower(parent) WHEN 'remark' THEN 'comment' ELSE lower(parent) END AS parent, 1 AS number FROM pragma_foreign_key_check('remark', 'main');
DROP VIEW latest;
DROP INDEX remark_by_post;
DROP TABLE "user";
DROP TABLE tag;
ALTER TABLE remark RENAME TO comment;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table post, because ALTER TABLE cannot make these changes:
--   column post.user dropped
--   column post.state dropped
--   column post.title: type VARCHAR(200) → VARCHAR(100), NOT NULL dropped
--   post: check constraint (length(title) > 0) dropped
--   post: check constraint (state IN ('draft', 'live')) dropped
--   post: foreign key (user) → user (id) dropped
CREATE TABLE new_post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author TEXT NOT NULL,
    title VARCHAR(100),
    body TEXT,
    posted TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO new_post (id, author, title, body, posted)
SELECT id, author, title, body, posted
FROM post;
-- AUTOINCREMENT continues after the highest id ever assigned
DELETE FROM sqlite_sequence WHERE name = 'new_post';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_post', seq FROM sqlite_sequence WHERE name = 'post';
DROP TABLE post;
ALTER TABLE new_post RENAME TO post;
-- rebuilds table comment, because ALTER TABLE cannot make these changes:
--   column comment.parent dropped
--   column comment.post: NOT NULL dropped
--   comment: foreign key (parent) → comment (id) ON DELETE CASCADE dropped
CREATE TABLE new_comment (
    id INTEGER PRIMARY KEY,
    post INTEGER,
    text TEXT,
    FOREIGN KEY (post) REFERENCES post (id) ON DELETE CASCADE
);
INSERT INTO new_comment (id, post, text)
SELECT id, post, text
FROM comment;
DROP TABLE comment;
ALTER TABLE new_comment RENAME TO comment;
CREATE INDEX comment_by_post ON comment (post);
PRAGMA legacy_alter_table = OFF;
CREATE VIEW latest AS SELECT id, title FROM post ORDER BY posted DESC LIMIT 10;
-- fails, and undoes all changes, if other rows reference missing rows now
CREATE TEMP TABLE retort_violations AS
SELECT 'comment' AS child, rowid AS row, lower(parent) AS parent, 1 AS number FROM pragma_foreign_key_check('comment', 'main')
EXCEPT SELECT * FROM retort_dangling;
CREATE TEMP TABLE retort_check (violations INTEGER CONSTRAINT foreign_keys CHECK (violations = 0));
INSERT OR ROLLBACK INTO retort_check SELECT count(*) FROM retort_violations;
DROP TABLE temp.retort_check;
DROP TABLE temp.retort_violations;
DROP TABLE temp.retort_dangling;
COMMIT;
PRAGMA foreign_keys = ON;
