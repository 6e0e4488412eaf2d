CREATE TABLE "users" (id INTEGER PRIMARY KEY AUTOINCREMENT, [two words] TEXT DEFAULT 'it''s; here', `c` BLOB DEFAULT x'00ff', d REAL DEFAULT 1.5e-3) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX i ON users (lower(a) COLLATE NOCASE DESC) WHERE b ->> '$.x' <> ?1; -- comment; here
/* another; */ ALTER TABLE users RENAME COLUMN a TO b;
