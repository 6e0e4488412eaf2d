-- up
-- Tables are rebuilt as in SQLite's manual (lang_altertable.html, section 7): foreign keys are off,
-- so that DROP TABLE of the old table does not change rows that reference it.
PRAGMA foreign_keys = OFF;
BEGIN;
-- views and triggers stay unchanged while the tables that they reference are replaced
PRAGMA legacy_alter_table = ON;
-- rebuilds table price, because ALTER TABLE cannot make these changes:
--   price: primary key (item) dropped
--   price: new primary key (item, shop)
CREATE TABLE new_price (
    item TEXT,
    shop TEXT NOT NULL DEFAULT 'main',
    cents INT,
    PRIMARY KEY (item, shop)
);
INSERT INTO new_price (rowid, item, shop, cents)
SELECT rowid, item, shop, cents
FROM price;
DROP TABLE price;
ALTER TABLE new_price RENAME TO price;
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
-- rebuilds table price, because ALTER TABLE cannot make these changes:
--   price: primary key (item, shop) dropped
--   price: new primary key (item)
CREATE TABLE new_price (
    item TEXT PRIMARY KEY,
    shop TEXT NOT NULL DEFAULT 'main',
    cents INT
);
INSERT INTO new_price (rowid, item, shop, cents)
SELECT rowid, item, shop, cents
FROM price;
DROP TABLE price;
ALTER TABLE new_price RENAME TO price;
PRAGMA legacy_alter_table = OFF;
COMMIT;
PRAGMA foreign_keys = ON;
